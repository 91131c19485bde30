/** What a search finds, kind by kind. */
import type { ExamFound } from '#lib/assessment/find-exams.server.ts';
import type { QuestionFound } from '#lib/assessment/find-questions.server.ts';
import type { CertificateRow } from '#lib/certification/register.server.ts';
import type { CaseFound } from '#lib/complaints/find-cases.server.ts';
import type { SnippetPart } from '#lib/law/snippet.ts';
import type { StatuteFound } from '#lib/law/find-statutes.server.ts';
import type { CourseFound } from '#lib/learning/find-courses.server.ts';
import type { SessionFound } from '#lib/learning/find-sessions.server.ts';
import type { EventFound } from '#lib/outreach/find-events.server.ts';
import type { PersonFound } from '#lib/people/find-people.server.ts';

/** In the order in which they are shown. */
export const kinds = [
  'person',
  'screen',
  'card',
  'case',
  'course',
  'session',
  'exam',
  'statute',
  'article',
  'question',
  'event'
] as const;
export type Kind = (typeof kinds)[number];

/** So many of a kind are shown; the list of its own shows the others. */
export const MOST = 5;

/** What is told of each kind beside its title. */
export interface Facts {
  person: Pick<PersonFound, 'staffNumber' | 'unitName' | 'post' | 'left'>;
  screen: { group: string | null };
  card: Pick<CertificateRow, 'name' | 'unitName' | 'state' | 'expiresOn'>;
  case: Pick<CaseFound, 'stage' | 'receivedOn'>;
  course: Pick<CourseFound, 'topic' | 'status' | 'mandatory'>;
  session: Pick<SessionFound, 'place' | 'status' | 'phase' | 'startsAt'>;
  exam: Pick<ExamFound, 'kind' | 'status' | 'phase' | 'opensAt'>;
  statute: Pick<StatuteFound, 'title' | 'inForce'>;
  article: { snippet: SnippetPart[]; inForce: boolean };
  question: Pick<QuestionFound, 'code' | 'type' | 'status' | 'topic'>;
  event: Pick<EventFound, 'place' | 'heldOn'>;
}

export interface Hit<K extends Kind = Kind> {
  href: string;
  /** Its title, with what was typed marked. */
  title: SnippetPart[];
  facts: Facts[K];
}

/** What was found of one kind. */
export type Group = {
  [K in Kind]: {
    kind: K;
    hits: Hit<K>[];
    /** The list that shows all of them, when these are not all. */
    more: string | null;
  };
}[Kind];
