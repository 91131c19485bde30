/** Every step of a case as a form of its page. A step that worked comes back to the page with its sentence. */
import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { formatDay } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
  AnswerComplainant,
  answerComplainant,
  answerOpinion,
  AnswerOpinion,
  CallBack,
  callBack,
  CloseCase,
  closeCase,
  ReceiveOpinion,
  receiveOpinion,
  rehandleCase,
  RehandleCase
} from '#lib/complaints/answer.server.ts';
import { assignCase, AssignCase } from '#lib/complaints/assignment.server.ts';
import {
  askExtension,
  AskExtension,
  pauseCase,
  PauseCase,
  ResumeCase,
  resumeCase
} from '#lib/complaints/clock.server.ts';
import {
  ChangeKind,
  changeKind,
  decideCase,
  DecideCase,
  doubtCompetence,
  DoubtCompetence,
  ReferCase,
  referCase
} from '#lib/complaints/decision.server.ts';
import { MoveEvidence, moveEvidence } from '#lib/complaints/custody.server.ts';
import { AddEvidence, addEvidence } from '#lib/complaints/evidence.server.ts';
import { findAllegation, FindAllegation } from '#lib/complaints/finding.server.ts';
import { writeToComplainant, WriteToComplainant } from '#lib/complaints/follow.server.ts';
import { askMark, AskMark } from '#lib/complaints/mark.server.ts';
import { ProposeForPerson, proposeForPerson } from '#lib/complaints/person-proposal.server.ts';
import { AssignRemedy, assignRemedy, ConfirmRemedy, confirmRemedy } from '#lib/complaints/remedy.server.ts';
import { AskStatement, askStatement } from '#lib/complaints/statement.server.ts';
import type { Operation } from '#lib/platform/door.server.ts';
import { submit } from '#routes/submit.server.ts';

/** The key in the address; whatever is no number is a case that is not there. */
export function caseId(typed: string): number {
  return /^[1-9]\d{0,8}$/.test(typed) ? Number(typed) : 0;
}

const step =
  <S extends z.ZodObject, R>(id: string, schema: S, operation: Operation<S, R>, said: () => string) =>
  (event: RequestEvent) =>
    submit(event, schema, (data) => event.locals.run(operation, data as z.input<S>), {
      id,
      done: () => ({ to: event.url.pathname, say: said() })
    });

export const caseActions = {
  assign: step('assign', AssignCase, assignCase, m.complaints_case_assigned),
  decide: step('decide', DecideCase, decideCase, m.complaints_decide_done),
  doubt: step('doubt', DoubtCompetence, doubtCompetence, m.complaints_doubt_competence_done),
  kind: step('kind', ChangeKind, changeKind, m.complaints_kind_changed),
  custody: step('custody', MoveEvidence, moveEvidence, m.complaints_custody_saved),
  refer: step('refer', ReferCase, referCase, m.complaints_referred_done),
  pause: step('pause', PauseCase, pauseCase, m.complaints_clock_paused),
  resume: step('resume', ResumeCase, resumeCase, m.complaints_clock_resumed),
  extend: step('extend', AskExtension, askExtension, m.complaints_extension_asked),
  find: step('find', FindAllegation, findAllegation, m.complaints_finding_saved),
  remedy: step('remedy', AssignRemedy, assignRemedy, m.complaints_remedy_saved),
  confirmRemedy: step('confirmRemedy', ConfirmRemedy, confirmRemedy, m.complaints_remedy_confirmed),
  propose: step('propose', ProposeForPerson, proposeForPerson, m.complaints_proposal_done),
  answer: step('answer', AnswerComplainant, answerComplainant, m.complaints_answer_sent),
  message: step('message', WriteToComplainant, writeToComplainant, m.complaints_message_sent),
  callBack: step('callBack', CallBack, callBack, m.complaints_call_back_saved),
  rehandle: step('rehandle', RehandleCase, rehandleCase, m.complaints_rehandle_done),
  mark: step('mark', AskMark, askMark, m.complaints_mark_asked),
  opinion: step('opinion', ReceiveOpinion, receiveOpinion, m.complaints_opinion_received),
  answerOpinion: step('answerOpinion', AnswerOpinion, answerOpinion, m.complaints_opinion_answered),
  close: step('close', CloseCase, closeCase, m.complaints_closed_done),
  ask: (event: RequestEvent) =>
    submit(event, AskStatement, (data) => event.locals.run(askStatement, data), {
      id: 'ask',
      done: ({ dueOn }) => ({ to: event.url.pathname, say: m.complaints_statement_asked({ day: formatDay(dueOn) }) })
    }),
  evidence: async (event: RequestEvent) => {
    const file = (await event.request.clone().formData()).get('file');
    return submit(
      event,
      AddEvidence.omit({ file: true }),
      async (data) => {
        const kept =
          file instanceof File && file.size > 0
            ? await event.locals.attempt(async () =>
                event.locals.house.files.put(new Uint8Array(await file.arrayBuffer()))
              )
            : undefined;
        return event.locals.run(addEvidence, { ...data, file: kept && { hash: kept.hash, type: kept.type } });
      },
      { id: 'evidence', done: () => ({ to: event.url.pathname, say: m.complaints_evidence_added() }) }
    );
  }
};
