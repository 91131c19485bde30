import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
  AnswerForm,
  answerProposal,
  DocumentForm,
  ExamForm,
  MeasureForm,
  ProposalForm,
  recordDocument,
  recordMeasure,
  recordOfficialExam,
  recordProposal,
  TakeBack,
  takeBackDocument,
  takeBackExam,
  takeBackMeasure,
  takeBackProposal
} from '#lib/certification/records.server.ts';
import { certificateFile } from '#lib/certification/register.server.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { rowId } from '#lib/platform/input.ts';
import { readQuery, submit } from '#routes/submit.server.ts';
import { keptFile } from '../../kept-file.server.ts';
import type { Actions, PageServerLoad } from './$types';

const books = ['measures', 'proposals', 'exams', 'documents'] as const;
const Query = z.object({
  book: z.enum(books).default('measures'),
  answer: rowId.optional(),
  back: rowId.optional()
});

export const load: PageServerLoad = async ({ locals, url, params }) => {
  const asked = readQuery(url, Query);
  const { person, records, files, cards } = await locals.run(certificateFile, { staffNumber: params.staffNumber });
  const { cadreId, name, staffNumber } = person;
  const today = dayOf(locals.house.clock.now());
  const authority = cards[0]?.issuer ?? '';
  const blank = <S extends z.ZodObject>(schema: S, id: string, given: object) =>
    superValidate(given as never, zod4(schema), { errors: false, id });
  const may = {
    measures: locals.actor.may('measures.record'),
    proposals: locals.actor.may('proposals.record'),
    exams: locals.actor.may('register.manage'),
    documents: locals.actor.may('register.manage')
  };
  return {
    title: m.register_records_title(),
    asked,
    today,
    person: { name, staffNumber },
    records,
    files: files.map(({ id, book, recordId, name: file }) => ({ id, book, recordId, name: file })),
    may,
    measureForm: await blank(MeasureForm, 'measure', { cadreId, fromDay: today }),
    proposalForm: await blank(ProposalForm, 'proposal', { cadreId, madeOn: today, addressee: authority }),
    answerForm: await blank(AnswerForm, 'answer', { proposalId: asked.answer ?? 0, answeredOn: today }),
    examForm: await blank(ExamForm, 'exam', { cadreId, satOn: today, passed: true, authority }),
    documentForm: await blank(DocumentForm, 'document', { cadreId, signedOn: today }),
    backForm: await blank(TakeBack, 'back', { recordId: asked.back ?? 0 })
  };
};

const here = ({ url }: { url: URL }, book: (typeof books)[number], say = m.register_saved()) => ({
  to: `${url.pathname}?book=${book}`,
  say
});
const takers = {
  measures: takeBackMeasure,
  proposals: takeBackProposal,
  exams: takeBackExam,
  documents: takeBackDocument
};

export const actions: Actions = {
  measure: async (event) => {
    const file = await keptFile(event);
    return submit(event, MeasureForm, (data) => event.locals.run(recordMeasure, { ...data, file }), {
      id: 'measure',
      done: (_, { kind }) =>
        here(event, 'measures', kind === 'removal' ? m.register_measure_hand_in() : m.register_saved())
    });
  },
  proposal: async (event) => {
    const file = await keptFile(event);
    return submit(event, ProposalForm, (data) => event.locals.run(recordProposal, { ...data, file }), {
      id: 'proposal',
      done: () => here(event, 'proposals')
    });
  },
  answer: (event) =>
    submit(event, AnswerForm, (data) => event.locals.run(answerProposal, data), {
      id: 'answer',
      done: () => here(event, 'proposals')
    }),
  exam: async (event) => {
    const file = await keptFile(event);
    return submit(event, ExamForm, (data) => event.locals.run(recordOfficialExam, { ...data, file }), {
      id: 'exam',
      done: () => here(event, 'exams')
    });
  },
  document: async (event) => {
    const file = await keptFile(event);
    return submit(event, DocumentForm, (data) => event.locals.run(recordDocument, { ...data, file }), {
      id: 'document',
      done: () => here(event, 'documents')
    });
  },
  back: (event) => {
    const { book } = readQuery(event.url, Query);
    return submit(event, TakeBack, (data) => event.locals.run(takers[book], data), {
      id: 'back',
      done: () => here(event, book, m.register_taken_back())
    });
  }
};
