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
  table,
  text,
  uniqueIndex
} from '#lib/platform/table.ts';
import { cadre } from '#lib/people/schema.server.ts';
import type { CourseAudience, CourseContent, CourseStatus, Outline } from './course.ts';
import type { Evidence } from './evidence.ts';
import type { Place } from './progress.ts';

/** A course through all versions of its contents. */
export const course = table(
  'course',
  {
    id: id(),
    /** Stands in addresses and file names. */
    code: text().notNull().unique(),
    status: text().$type<CourseStatus>().notNull(),
    /** The published version's number; null before the first. */
    version: int(),
    title: text().notNull(),
    summary: text().notNull(),
    topic: text().notNull(),
    author: text().notNull(),
    /** The statutes it rests on, as written. */
    cites: text().notNull(),
    /** The day on which the law in it was last checked. */
    lawAsOf: day(),
    mandatory: flag().notNull(),
    audience: json<CourseAudience>().notNull(),
    dueOn: day(),
    /** Credited once to whoever completes it. */
    minutes: int().notNull(),
    /** Folded words and pinyin initials. */
    searchKey: text().notNull(),
    /** Full pinyin of the title, for sorting. */
    titleKey: text().notNull(),
    createdAt: instant().notNull(),
    createdBy: int(),
    savedAt: instant().notNull(),
    publishedAt: instant(),
    archivedAt: instant()
  },
  (t) => [index('course_status').on(t.status), check('course_minutes', sql`${t.minutes} >= 0`)]
);

/** Contents. The one without a publishing date is the draft; once published a version never changes (trigger). */
export const courseVersion = table(
  'course_version',
  {
    id: id(),
    courseId: int()
      .notNull()
      .references(() => course.id),
    number: int().notNull(),
    content: json<CourseContent>().notNull(),
    /** Of the content, so that lists need not read it. */
    outline: json<Outline>().notNull(),
    savedAt: instant().notNull(),
    savedBy: int(),
    publishedAt: instant(),
    publishedBy: int()
  },
  (t) => [uniqueIndex('course_version_number').on(t.courseId, t.number)]
);

/** A file that a course shows, by the hash under which the file store keeps it. */
export const courseFile = table(
  'course_file',
  {
    courseId: int()
      .notNull()
      .references(() => course.id),
    hash: text().notNull(),
    name: text().notNull(),
    type: text().notNull(),
    size: int().notNull(),
    addedAt: instant().notNull(),
    addedBy: int()
  },
  (t) => [primaryKey({ columns: [t.courseId, t.hash] }), index('course_file_hash').on(t.hash)]
);

/** Somebody who has begun a course. */
export const enrolment = table(
  'enrolment',
  {
    courseId: int()
      .notNull()
      .references(() => course.id),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    startedAt: instant().notNull(),
    touchedAt: instant().notNull(),
    completedAt: instant(),
    /** The version with which it was completed. */
    completedVersion: int()
  },
  (t) => [primaryKey({ columns: [t.courseId, t.cadreId] }), index('enrolment_cadre').on(t.cadreId)]
);

/** Where somebody stands in a lesson; the lesson's key outlives every edit. */
export const lessonProgress = table(
  'lesson_progress',
  {
    courseId: int()
      .notNull()
      .references(() => course.id),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    lessonKey: text().notNull(),
    openedAt: instant().notNull(),
    touchedAt: instant().notNull(),
    doneAt: instant(),
    place: json<Place>().notNull()
  },
  (t) => [primaryKey({ columns: [t.cadreId, t.courseId, t.lessonKey] }), index('lesson_progress_course').on(t.courseId)]
);

/** The evidence itself, as devices reported it. Append-only (trigger). */
export const lessonEvidence = table(
  'lesson_evidence',
  {
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    /** Made on the device: the same report sent again changes nothing. */
    reportId: text().notNull(),
    courseId: int()
      .notNull()
      .references(() => course.id),
    version: int().notNull(),
    lessonKey: text().notNull(),
    evidence: json<Evidence>().notNull(),
    /** As the device says, within what can be true. */
    happenedAt: instant().notNull(),
    receivedAt: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.cadreId, t.reportId] }),
    index('lesson_evidence_lesson').on(t.courseId, t.cadreId, t.lessonKey)
  ]
);

/** Answers in checks and cases; the first answer of a round counts. Append-only (trigger). */
export const lessonAnswer = table(
  'lesson_answer',
  {
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    courseId: int()
      .notNull()
      .references(() => course.id),
    lessonKey: text().notNull(),
    round: int().notNull(),
    /** Question code, or key of a case's step. */
    part: text().notNull(),
    version: int().notNull(),
    /** The wording answered, in the bank; null in a case. */
    questionVersionId: int(),
    choice: json<string[]>().notNull(),
    right: flag().notNull(),
    happenedAt: instant().notNull(),
    receivedAt: instant().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.cadreId, t.courseId, t.lessonKey, t.round, t.part] }),
    index('lesson_answer_course').on(t.courseId, t.lessonKey)
  ]
);

/** What a learner asked under a lesson, and the answer that is there for all. */
export const lessonQuestion = table(
  'lesson_question',
  {
    id: id(),
    courseId: int()
      .notNull()
      .references(() => course.id),
    lessonKey: text().notNull(),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    body: text().notNull(),
    askedAt: instant().notNull(),
    answer: text(),
    answeredAt: instant(),
    answeredBy: int()
  },
  (t) => [
    index('lesson_question_lesson').on(t.courseId, t.lessonKey),
    index('lesson_question_waiting').on(t.answeredAt)
  ]
);
