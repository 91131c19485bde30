import { sql } from 'drizzle-orm';
import {
  check,
  day,
  flag,
  id,
  index,
  instant,
  int,
  json,
  primaryKey,
  real,
  table,
  text,
  uniqueIndex
} from '#lib/platform/table.ts';
import { cadre } from '#lib/people/schema.server.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { article, statute } from '#lib/law/schema.server.ts';
import type { Option, QuestionDetails, QuestionStatus, QuestionType } from './question.ts';
import type { AttemptEventKind, PaperForm, SubmittedBy } from './attempt-events.ts';
import type { Blueprint, Mix } from './blueprint.ts';
import type { Audience, ExamKind, ExamStatus, PaperKind, Release, TryRule } from './exam.ts';
import type { Scoring } from './marking.ts';
import type { PartAnswer } from './practice-marking.ts';
import type { MockPaper } from './practice-mock.ts';
import type { ResultCause } from './results.ts';
import type { Ruling } from './ruling.ts';
import type { PracticeMode } from './practice.ts';
import type { DeedOutcome, PracticeDeed } from './practice-deeds.ts';
import type { Memory } from './review-schedule.ts';

/** 专题: what a question is about. */
export const topic = table('topic', {
  id: id(),
  name: text().notNull().unique(),
  position: int().notNull()
});

/** A question through all its versions. */
export const question = table(
  'question',
  {
    id: id(),
    /** 编号 as the trainers write it; stays when the wording changes. */
    code: text().notNull().unique(),
    status: text().$type<QuestionStatus>().notNull(),
    /** The newest version's number. */
    version: int().notNull(),
    createdAt: instant().notNull(),
    createdBy: int()
  },
  (t) => [index('question_status').on(t.status)]
);

/** The wording of a question; never changed once written (trigger), so that a paper sat stays what it was. */
export const questionVersion = table(
  'question_version',
  {
    id: id(),
    questionId: int()
      .notNull()
      .references(() => question.id),
    number: int().notNull(),
    type: text().$type<QuestionType>().notNull(),
    topicId: int()
      .notNull()
      .references(() => topic.id),
    /** 1 easy, 2 middling, 3 hard. */
    difficulty: int().notNull(),
    stem: text().notNull(),
    options: json<Option[]>().notNull(),
    /** The right response, in the shape of every response (`QuestionBody`). */
    answer: json<string[]>().notNull(),
    /** What the type has beyond options and answer; null for choices and true/false. */
    details: json<QuestionDetails>(),
    explanation: text().notNull(),
    validFrom: day(),
    validTo: day(),
    /** Folded stem: finds the same question written twice. */
    fingerprint: text().notNull(),
    /** Folded words and pinyin initials. */
    searchKey: text().notNull(),
    writtenAt: instant().notNull(),
    writtenBy: int()
  },
  (t) => [
    uniqueIndex('question_version_number').on(t.questionId, t.number),
    index('question_version_topic').on(t.topicId),
    index('question_version_fingerprint').on(t.fingerprint),
    check('question_version_difficulty', sql`${t.difficulty} between 1 and 3`)
  ]
);

/** What a version rests on; without an article the statute as a whole. */
export const questionCitation = table(
  'question_citation',
  {
    id: id(),
    questionVersionId: int()
      .notNull()
      .references(() => questionVersion.id),
    statuteId: int()
      .notNull()
      .references(() => statute.id),
    articleId: int().references(() => article.id),
    position: int().notNull()
  },
  (t) => [
    uniqueIndex('question_citation_position').on(t.questionVersionId, t.position),
    index('question_citation_article').on(t.articleId)
  ]
);

/** 题图: a picture that questions may show; its content is in the file store under the hash. */
export const questionPicture = table('question_picture', {
  hash: text().primaryKey(),
  type: text().notNull(),
  addedAt: instant().notNull(),
  addedBy: int()
});

/** Which wording shows which picture. */
export const questionPictureUse = table(
  'question_picture_use',
  {
    questionVersionId: int()
      .notNull()
      .references(() => questionVersion.id),
    hash: text()
      .notNull()
      .references(() => questionPicture.hash)
  },
  (t) => [primaryKey({ columns: [t.questionVersionId, t.hash] }), index('question_picture_use_hash').on(t.hash)]
);

/** 不是重复题: two questions that read alike and are two all the same; the older one first. */
export const questionDistinct = table(
  'question_distinct',
  {
    firstId: int()
      .notNull()
      .references(() => question.id),
    secondId: int()
      .notNull()
      .references(() => question.id),
    decidedAt: instant().notNull(),
    decidedBy: int()
  },
  (t) => [primaryKey({ columns: [t.firstId, t.secondId] }), index('question_distinct_second').on(t.secondId)]
);

/** Who moved a wording to which status, and when. Append-only (trigger). */
export const questionDecision = table(
  'question_decision',
  {
    id: id(),
    questionVersionId: int()
      .notNull()
      .references(() => questionVersion.id),
    status: text().$type<QuestionStatus>().notNull(),
    decidedAt: instant().notNull(),
    decidedBy: int()
  },
  (t) => [index('question_decision_version').on(t.questionVersionId)]
);

export const exam = table('exam', {
  id: id(),
  title: text().notNull(),
  kind: text().$type<ExamKind>().notNull(),
  status: text().$type<ExamStatus>().notNull(),
  blueprint: json<Blueprint>().notNull(),
  opensAt: instant().notNull(),
  closesAt: instant().notNull(),
  minutes: int().notNull(),
  /** Points out of the paper's total, as a percentage: 60 passes at 60 %. */
  passPercent: int().notNull(),
  attemptsAllowed: int().notNull(),
  /** Whether answers that are right in part earn part of the points. */
  scoring: text().$type<Scoring>().notNull().default('exact'),
  /** How many people mark each answer that only people can mark. */
  markers: int().$type<1 | 2>().notNull().default(1),
  /** In points: two marks further apart are decided by a third person. */
  markingTolerance: real().notNull().default(2),
  markingBlind: flag().notNull().default(true),
  audience: json<Audience>().notNull(),
  notice: text().notNull(),
  createdAt: instant().notNull(),
  createdBy: int(),
  savedAt: instant().notNull(),
  publishedAt: instant(),
  withdrawnAt: instant(),
  withdrawnReason: text(),
  /** One paper for all, or one drawn for each. */
  paper: text().$type<PaperKind>().notNull().default('drawn'),
  /** What each row takes of each difficulty, settled when the exam was published; the same for every candidate. */
  mix: json<Mix[]>(),
  shuffleQuestions: flag().notNull().default(true),
  shuffleOptions: flag().notNull().default(true),
  place: text().notNull().default(''),
  /** Which of several tries counts. */
  tryRule: text().$type<TryRule>().notNull().default('best'),
  /** 诚信承诺 in this exam's own words; empty: the usual ones. */
  statement: text().notNull().default(''),
  resultsRelease: text().$type<Release>().notNull().default('at-once'),
  answersRelease: text().$type<Release>().notNull().default('at-once'),
  resultsReleasedAt: instant(),
  answersReleasedAt: instant(),
  /** What the title is found by; empty until the start that fills it. */
  searchKey: text().notNull().default('')
});

/** The one paper of an exam that has the same for all, in the order in which it was put together. */
export const examQuestion = table(
  'exam_question',
  {
    examId: int()
      .notNull()
      .references(() => exam.id),
    position: int().notNull(),
    questionVersionId: int()
      .notNull()
      .references(() => questionVersion.id),
    points: real().notNull(),
    section: text().notNull().default('')
  },
  (t) => [primaryKey({ columns: [t.examId, t.position] }), index('exam_question_version').on(t.questionVersionId)]
);

/** 加时: more minutes for one candidate of one exam, decided by a person for a reason. */
export const examExtraTime = table(
  'exam_extra_time',
  {
    examId: int()
      .notNull()
      .references(() => exam.id),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    minutes: int().notNull(),
    /** Given as a multiple of the exam's time (1.25 to 3); `minutes` is what it came to. */
    factor: real(),
    reason: text().notNull(),
    grantedAt: instant().notNull(),
    grantedBy: int()
  },
  (t) => [primaryKey({ columns: [t.examId, t.cadreId] }), check('exam_extra_time_minutes', sql`${t.minutes} > 0`)]
);

/** 长期加时: a multiple of every exam's time for one person, until it is ended. Seen only by those who grant it. */
export const lastingExtraTime = table(
  'lasting_extra_time',
  {
    id: id(),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    factor: real().notNull(),
    reason: text().notNull(),
    grantedAt: instant().notNull(),
    grantedBy: int(),
    endedAt: instant(),
    endedBy: int()
  },
  (t) => [
    index('lasting_extra_time_cadre').on(t.cadreId, t.endedAt),
    check('lasting_extra_time_factor', sql`${t.factor} between 1.25 and 3`)
  ]
);

/** One sitting of one candidate. */
export const attempt = table(
  'attempt',
  {
    id: id(),
    examId: int()
      .notNull()
      .references(() => exam.id),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    number: int().notNull(),
    startedAt: instant().notNull(),
    /** When the sitting ends whatever happens: minutes after the start, or the end of the window. */
    deadlineAt: instant().notNull(),
    submittedAt: instant(),
    submittedBy: text().$type<SubmittedBy>(),
    points: real(),
    pointsPossible: real().notNull(),
    passed: flag(),
    /** Whether answers that came after the deadline count; null while nobody has decided. */
    lateCounted: flag(),
    /** The device that may write; null until one has opened the paper. */
    device: text(),
    /** How often another device has taken over; lifts its numbers above those of the one before. */
    takeOvers: int().notNull().default(0),
    /** When the page was last heard of without an answer, and how many answers it had not yet got through. */
    seenAt: instant(),
    unsent: int().notNull().default(0),
    /** The statement that was confirmed before the start, word for word, and when. */
    statement: text(),
    statementAt: instant(),
    /** Sat on paper: which form was written. */
    paperForm: text().$type<PaperForm>(),
    /** What went wrong is not yet in the candidate's book, since the answers may not be seen before their release. */
    errorsHeld: flag().notNull().default(false)
  },
  (t) => [
    uniqueIndex('attempt_number').on(t.examId, t.cadreId, t.number),
    index('attempt_cadre').on(t.cadreId),
    index('attempt_open').on(t.submittedAt, t.deadlineAt)
  ]
);

/** The candidate's own paper, frozen at the start: which version, in which order. Each part of a case has its own place. */
export const attemptQuestion = table(
  'attempt_question',
  {
    attemptId: int()
      .notNull()
      .references(() => attempt.id),
    position: int().notNull(),
    questionVersionId: int()
      .notNull()
      .references(() => questionVersion.id),
    /** Which part of a case, from 0; null for every other question. */
    part: int(),
    points: real().notNull(),
    /** Option keys in the order shown; with a matching the numbers of its right side after them. */
    optionOrder: json<string[]>().notNull(),
    /** Title of the part of the paper. */
    section: text().notNull().default(''),
    /** Written by the marking; null while a person has yet to mark it. */
    pointsAwarded: real()
  },
  (t) => [primaryKey({ columns: [t.attemptId, t.position] }), index('attempt_question_version').on(t.questionVersionId)]
);

/** What came to pass in a sitting beside the answers. Append-only (trigger). */
export const attemptEvent = table(
  'attempt_event',
  {
    id: id(),
    attemptId: int()
      .notNull()
      .references(() => attempt.id),
    kind: text().$type<AttemptEventKind>().notNull(),
    at: instant().notNull(),
    /** How long the candidate was away; how many minutes were added. */
    amount: int(),
    reason: text(),
    by: int()
  },
  (t) => [index('attempt_event_attempt').on(t.attemptId, t.at)]
);

/** Every answer ever sent, in the order of the candidate's device. Append-only (trigger): the highest sequence counts. */
export const answer = table(
  'answer',
  {
    id: id(),
    attemptId: int()
      .notNull()
      .references(() => attempt.id),
    position: int().notNull(),
    /** Counts up on the device; sending the same number again changes nothing. */
    sequence: int().notNull(),
    /** The response, with the bank's keys (`QuestionBody`); empty when it was taken back. */
    choice: json<string[]>().notNull(),
    flagged: flag().notNull(),
    receivedAt: instant().notNull(),
    /** Arrived after the deadline: kept, not counted, for a person to decide. */
    late: flag().notNull()
  },
  (t) => [uniqueIndex('answer_sequence').on(t.attemptId, t.position, t.sequence)]
);

/**
 * 评卷: what a person gave for an answer, draft or finished. Of each marker the newest finished one counts. Append-only
 * (trigger).
 */
export const humanMark = table(
  'human_mark',
  {
    id: id(),
    attemptId: int()
      .notNull()
      .references(() => attempt.id),
    position: int().notNull(),
    /** The marker's account. */
    markerId: int().notNull(),
    /** For each line of the rubric the points in the rubric's own scale; null where a draft has none yet. */
    given: json<(number | null)[]>().notNull(),
    /** Of the question's points, 0…1; null in a draft. */
    share: real(),
    comment: text().notNull(),
    at: instant().notNull()
  },
  (t) => [index('human_mark_place').on(t.attemptId, t.position, t.id)]
);

/**
 * 改分: that a question of one exam is marked otherwise than its key says. The newest of a wording and part counts.
 * Append-only (trigger).
 */
export const remark = table(
  'remark',
  {
    id: id(),
    examId: int()
      .notNull()
      .references(() => exam.id),
    questionVersionId: int()
      .notNull()
      .references(() => questionVersion.id),
    /** Which part of a case, from 0. */
    part: int(),
    ruling: json<Ruling>().notNull(),
    reason: text().notNull(),
    /** Papers whose points changed, and people who pass now or no longer. */
    changed: int().notNull(),
    newlyPassed: int().notNull(),
    newlyFailed: int().notNull(),
    at: instant().notNull(),
    by: int()
  },
  (t) => [index('remark_exam').on(t.examId, t.id)]
);

/**
 * Every result that a paper ever had, the first one and each one after it, with what brought it about. The newest is
 * also on the attempt. Append-only (trigger).
 */
export const attemptResult = table(
  'attempt_result',
  {
    id: id(),
    attemptId: int()
      .notNull()
      .references(() => attempt.id),
    points: real().notNull(),
    pointsPossible: real().notNull(),
    /** Null while a person has yet to mark a part of the paper. */
    passed: flag(),
    cause: text().$type<ResultCause>().notNull(),
    /** Which re-mark it was, if one. */
    remarkId: int().references(() => remark.id),
    at: instant().notNull(),
    by: int()
  },
  (t) => [index('attempt_result_attempt').on(t.attemptId, t.id), index('attempt_result_at').on(t.at)]
);

/**
 * What the answers of all exams say about a question, reckoned anew when papers were marked: for lists, which cannot
 * read every answer. Figures are null where there are too few people.
 */
export const questionStatistic = table('question_statistic', {
  questionId: int()
    .primaryKey()
    .references(() => question.id),
  /** People who had it on their first paper of an exam. */
  met: int().notNull(),
  exams: int().notNull(),
  /** Share of the points, 0…1. */
  facility: real(),
  /** Correlation with the rest of the paper, −1…1. */
  discrimination: real(),
  computedAt: instant().notNull()
});

/** A round of practice: which wordings, in which order. Where it stands is what has been answered in it. */
export const practiceRun = table(
  'practice_run',
  {
    id: id(),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    mode: text().$type<PracticeMode>().notNull(),
    topicId: int().references(() => topic.id),
    statuteId: int().references(() => statute.id),
    versionIds: json<number[]>().notNull(),
    startedAt: instant().notNull(),
    touchedAt: instant().notNull(),
    finishedAt: instant(),
    /** Of a mock paper: how it counts. */
    mock: json<MockPaper>()
  },
  (t) => [index('practice_run_cadre').on(t.cadreId, t.touchedAt)]
);

/**
 * What was answered in a round; the first answer to a question counts. A case is answered as a whole, so that one row
 * stays one question. Append-only (trigger).
 */
export const practiceAnswer = table(
  'practice_answer',
  {
    runId: int()
      .notNull()
      .references(() => practiceRun.id),
    questionVersionId: int()
      .notNull()
      .references(() => questionVersion.id),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    choice: json<string[]>().notNull(),
    /** The answers to the parts of a case, in their order; null for every other question. */
    parts: json<PartAnswer[]>(),
    right: flag().notNull(),
    answeredAt: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.questionVersionId] }),
    index('practice_answer_cadre').on(t.cadreId, t.answeredAt),
    index('practice_answer_at').on(t.answeredAt)
  ]
);

/** What one person and one question have behind them. Private: nobody else reads it. */
export const practiceCard = table(
  'practice_card',
  {
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    questionId: int()
      .notNull()
      .references(() => question.id),
    seen: int().notNull(),
    wrong: int().notNull(),
    /** Right answers in a row. */
    streak: int().notNull(),
    /** In the wrong-question book since; null outside it. */
    inBookSince: instant(),
    /** When it last left the book. */
    masteredAt: instant(),
    favourite: flag().notNull(),
    /** When the daily review asks again; null before the first answer in practice. */
    dueOn: day(),
    memory: json<Memory>(),
    /** When exams found it wrong: with the answers of practice this is all that ever moved the card. */
    examErrors: json<Instant[]>()
  },
  (t) => [
    primaryKey({ columns: [t.cadreId, t.questionId] }),
    index('practice_card_due').on(t.cadreId, t.dueOn),
    index('practice_card_book').on(t.cadreId, t.inBookSince)
  ]
);

/**
 * What a device did with questions taken along, as it handed it in. Append-only (trigger): a number that is known is
 * never acted on again, however often it is sent.
 */
export const practiceDeed = table(
  'practice_deed',
  {
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    /** Made up by the device. */
    device: text().notNull(),
    /** Counts up on the device. */
    sequence: int().notNull(),
    deed: json<PracticeDeed>().notNull(),
    outcome: text().$type<DeedOutcome>().notNull(),
    /** When it was done, by the server's clock. */
    doneAt: instant().notNull(),
    receivedAt: instant().notNull()
  },
  (t) => [primaryKey({ columns: [t.cadreId, t.device, t.sequence] })]
);

/** 笔记: a learner's own words on a question. Private: nobody else reads them. */
export const practiceNote = table(
  'practice_note',
  {
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    questionId: int()
      .notNull()
      .references(() => question.id),
    body: text().notNull(),
    savedAt: instant().notNull()
  },
  (t) => [primaryKey({ columns: [t.cadreId, t.questionId] })]
);

/** 备考: what a learner practises towards: an exam, or a day of their own. Private. */
export const practicePlan = table('practice_plan', {
  cadreId: int()
    .primaryKey()
    .references(() => cadre.id),
  examId: int().references(() => exam.id),
  day: day(),
  chosenAt: instant().notNull()
});

/** 题目有误: what a learner finds wrong with a question, and what the trainer made of it. */
export const questionReport = table(
  'question_report',
  {
    id: id(),
    questionVersionId: int()
      .notNull()
      .references(() => questionVersion.id),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    body: text().notNull(),
    reportedAt: instant().notNull(),
    reply: text(),
    settledAt: instant(),
    settledBy: int()
  },
  (t) => [index('question_report_open').on(t.settledAt), index('question_report_cadre').on(t.cadreId)]
);
