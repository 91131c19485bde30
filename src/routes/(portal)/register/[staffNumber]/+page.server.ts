import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
  certificateEventKinds,
  nextKinds,
  standingSpans,
  type CertificateEventKind
} from '#lib/certification/certificate.ts';
import {
  CorrectEvent,
  correctEvent,
  RecordCertificate,
  recordCertificate,
  RecordEvent,
  recordEvent,
  VoidEvent,
  voidEvent
} from '#lib/certification/history.server.ts';
import { handInCauses } from '#lib/certification/case.ts';
import { OpenCase, openCase } from '#lib/certification/case.server.ts';
import { accountNames } from '#lib/people/accounts.server.ts';
import { certificateFile, type CertificateFile } from '#lib/certification/register.server.ts';
import { kindName } from '#lib/certification/words.ts';
import { addDays, addMonths, dayOf, type Day } from '#lib/platform/clock.ts';
import { dayInput, rowId } from '#lib/platform/input.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import { readQuery, submit } from '#routes/submit.server.ts';
import { keptFile } from '../kept-file.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Query = z.object({
  on: dayInput.optional(),
  card: rowId.optional(),
  correct: rowId.optional(),
  /** The act that is to be recorded next: the form stands open with it. */
  act: z.enum(certificateEventKinds).optional()
});

export const load: PageServerLoad = async ({ locals, url, params }) => {
  const asked = readQuery(url, Query);
  const file = await locals.run(certificateFile, { staffNumber: params.staffNumber, on: asked.on });
  const today = dayOf(locals.house.clock.now());
  const settings = await settingsOn(locals.house.store.read, today);
  const mayManage = locals.actor.may('register.manage');
  const card = file.cards.find(({ id }) => id === asked.card) ?? file.cards[0];
  const entry = mayManage && card?.events.find(({ id, live }) => live && id === asked.correct);
  const { name, staffNumber, unitName, post, readiness, cadreId } = file.person;
  return {
    title: m.certification_register_title(),
    wide: true,
    on: file.on,
    today,
    person: { name, staffNumber, unitName, post, readiness },
    spans: spansOf(file, today, settings['certificate.expiring-days']),
    cards: file.cards.map(({ id, number, standing }) => ({ id, number, state: standing.state })),
    card: card && { ...card, next: nextKinds(card.condition) },
    recording: asked.act !== undefined,
    mayManage,
    mayRecord: mayManage || locals.actor.may('measures.record') || locals.actor.may('proposals.record'),
    books: await booksOf(locals, file),
    caseForm: await superValidate(
      { cadreId, kind: card ? 'renewal' : 'application', cause: '' } as never,
      zod4(CaseForm),
      {
        errors: false,
        id: 'case'
      }
    ),
    correcting: entry ? { id: entry.id, kind: entry.kind } : undefined,
    recordForm: await superValidate(
      { cadreId, issuer: card?.issuer ?? '', expiresOn: '', issuedOn: '' } as never,
      zod4(RecordCertificate),
      { errors: false, id: 'record' }
    ),
    validityMonths: settings['certificate.validity-months'],
    eventForm: await superValidate(
      {
        certificateId: card?.id ?? 0,
        happenedOn: today,
        authority: card?.issuer ?? '',
        kind: card && (nextKinds(card.condition).find((kind) => kind === asked.act) ?? nextKinds(card.condition)[0])
      } as never,
      zod4(RecordEvent),
      { errors: false, id: 'event' }
    ),
    correctForm: await superValidate(entry ? (shown(entry) as never) : ({} as never), zod4(CorrectEvent), {
      errors: false,
      id: 'correct'
    }),
    voidForm: await superValidate({ eventId: entry ? entry.id : 0 } as never, zod4(VoidEvent), {
      errors: false,
      id: 'void'
    })
  };
};

/** An empty cause is none. */
const CaseForm = OpenCase.extend({ cause: z.union([z.literal(''), z.enum(handInCauses)]).default('') });

/** The other books, with the names of those who entered them. */
async function booksOf(locals: App.Locals, { records, cases, files, cards }: CertificateFile) {
  const { measures, proposals, exams, documents } = records;
  const ids = [...measures, ...proposals, ...cards.flatMap(({ events }) => events)].map(({ recordedBy }) => recordedBy);
  const names = await accountNames({ db: locals.house.store.read }, [...new Set(ids.filter((id) => id !== null))]);
  const by = (id: number | null) => (id === null ? m.register_by_import() : names.get(id));
  return {
    measures: measures.map((row) => ({ ...row, by: by(row.recordedBy) })),
    proposals: proposals.map((row) => ({ ...row, by: by(row.recordedBy) })),
    exams: exams
      .filter(({ live }) => live)
      .map(({ id, part, satOn, passed, score }) => ({ id, part, satOn, passed, score })),
    documents: documents
      .filter(({ live }) => live)
      .map(({ id, kind, signedOn, validUntil }) => ({ id, kind, signedOn, validUntil })),
    cases: cases.map(({ id, kind, stage, steps }) => ({ id, kind, stage, steps })),
    files: files.map(({ id, book, recordId, name }) => ({ id, book, recordId, name }))
  };
}

/** From half a year before the first card to half a year after the last day anybody knows of. */
function spansOf({ cards }: CertificateFile, today: Day, expiringDays: number) {
  const histories = cards.map(({ events }) => events);
  const days = histories.flatMap((events) =>
    events.flatMap(({ happenedOn, validTo }) => [happenedOn, validTo ?? happenedOn])
  );
  if (!days.length) return [];
  const first = days.reduce((a, b) => (a < b ? a : b));
  const last = [...days, today].reduce((a, b) => (a > b ? a : b));
  return standingSpans(histories, addDays(first, -30), addMonths(last, 3), expiringDays);
}

const shown = (entry: CertificateFile['cards'][number]['events'][number]) => ({
  eventId: entry.id,
  reason: '',
  happenedOn: entry.happenedOn,
  authority: entry.authority,
  documentNumber: entry.documentNumber ?? '',
  note: entry.note ?? '',
  number: entry.number ?? '',
  validFrom: entry.validFrom ?? '',
  validTo: entry.validTo ?? ''
});

export const actions: Actions = {
  case: (event) =>
    submit(
      event,
      CaseForm,
      ({ cause, ...data }) => event.locals.run(openCase, { ...data, cause: cause || undefined }),
      { id: 'case', done: ({ id }) => ({ to: `/register/cases/${id}`, say: m.register_cases_opened() }) }
    ),
  record: (event) =>
    submit(event, RecordCertificate, (data) => event.locals.run(recordCertificate, data), {
      id: 'record',
      done: ({ odd }, { number }) => ({
        to: event.url.pathname,
        say: odd ? m.certification_record_saved_odd({ number }) : m.certification_record_saved({ number })
      })
    }),
  event: async (event) => {
    const file = await keptFile(event);
    return submit(event, RecordEvent, (data) => event.locals.run(recordEvent, { ...data, file }), {
      id: 'event',
      done: (_, { kind, certificateId }) => ({
        to: `${event.url.pathname}?card=${certificateId}`,
        say: m.certification_event_saved({ kind: kindName(kind as CertificateEventKind) })
      })
    });
  },
  correct: (event) =>
    submit(event, CorrectEvent, (data) => event.locals.run(correctEvent, data), {
      id: 'correct',
      done: ({ certificateId }) => ({
        to: `${event.url.pathname}?card=${certificateId}`,
        say: m.certification_correct_saved()
      })
    }),
  void: (event) =>
    submit(event, VoidEvent, (data) => event.locals.run(voidEvent, data), {
      id: 'void',
      done: ({ certificateId }) => ({
        to: `${event.url.pathname}?card=${certificateId}`,
        say: m.certification_void_saved()
      })
    })
};
