/** What is told of a hit, in the reader's language. */
import { kindWords as examKindWords, standing } from '#lib/assessment/exam-words.ts';
import {
  statusTones as questionTones,
  statusWords as questionStatusWords,
  typeWords
} from '#lib/assessment/question-words.ts';
import { drawnAs, standingName } from '#lib/certification/words.ts';
import { stageDrawn, stageName } from '#lib/complaints/words.ts';
import { formatDay, formatInstant } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { courseStatusTones, courseStatusWords } from '#lib/learning/course-words.ts';
import { standingOf } from '#lib/learning/session-words.ts';
import type { IconName } from '#lib/ui/icons.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { Facts, Kind } from './found.ts';

export const kindWords: Record<Kind, () => string> = {
  person: m.search_kind_person,
  screen: m.search_kind_screen,
  card: m.search_kind_card,
  case: m.search_kind_case,
  course: m.search_kind_course,
  session: m.search_kind_session,
  exam: m.search_kind_exam,
  statute: m.search_kind_statute,
  article: m.search_kind_article,
  question: m.search_kind_question,
  event: m.search_kind_event
};

export const kindIcons: Record<Kind, IconName> = {
  person: 'user',
  screen: 'right',
  card: 'stamp',
  case: 'case',
  course: 'book',
  session: 'board',
  exam: 'exam',
  statute: 'law',
  article: 'law',
  question: 'pencil',
  event: 'flag'
};

interface Told {
  /** Parts of the second line. */
  note: string[];
  status?: { word: string; tone: Tone; icon?: IconName };
}

const told: { [K in Kind]: (facts: Facts[K]) => Told } = {
  person: ({ staffNumber, unitName, post, left }) => ({
    note: [staffNumber, unitName, post],
    ...(left ? { status: { word: m.people_has_left(), tone: 'plain' } } : {})
  }),
  screen: ({ group }) => ({ note: [group ?? m.search_own()] }),
  card: ({ name, unitName, state, expiresOn }) => ({
    note: [name, unitName, formatDay(expiresOn)],
    status: { word: standingName(state), tone: drawnAs(state).tone, icon: drawnAs(state).icon }
  }),
  case: ({ stage, receivedOn }) => ({
    note: [formatDay(receivedOn)],
    status: { word: stageName(stage), ...stageDrawn[stage] }
  }),
  course: ({ topic, status, mandatory }) => ({
    note: mandatory ? [topic, m.search_mandatory()] : [topic],
    ...(status === 'published'
      ? {}
      : { status: { word: courseStatusWords[status](), tone: courseStatusTones[status] } })
  }),
  session: ({ place, status, phase, startsAt }) => ({
    note: [formatInstant(startsAt), place],
    status: standingOf(status, phase)
  }),
  exam: ({ kind, status, phase, opensAt }) => ({
    note: [examKindWords[kind](), formatInstant(opensAt)],
    status: standing(status, phase)
  }),
  statute: ({ title, inForce }) => ({ note: [title], ...force(inForce) }),
  article: ({ inForce }) => ({ note: [], ...force(inForce) }),
  question: ({ code, type, status, topic }) => ({
    note: [code, typeWords[type](), topic],
    ...(status === 'live' ? {} : { status: { word: questionStatusWords[status](), tone: questionTones[status] } })
  }),
  event: ({ place, heldOn }) => ({ note: [formatDay(heldOn), place] })
};

const force = (inForce: boolean): Pick<Told, 'status'> =>
  inForce ? {} : { status: { word: m.law_not_in_force(), tone: 'rouge' } };

export const toldOf = <K extends Kind>(kind: K, facts: Facts[K]): Told => told[kind](facts);
