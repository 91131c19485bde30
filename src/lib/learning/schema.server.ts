import { randomBytes } from 'node:crypto';
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
import { account, cadre } from '#lib/people/schema.server.ts';
import type { AttendanceKind, MarkedState } from './attendance.ts';
import type { CourseAudience, CourseContent, CourseStatus, Outline } from './course.ts';
import type { Evidence } from './evidence.ts';
import type { Place } from './progress.ts';
import type { AttachmentKind, GroupKind, Instructor, SessionAudience, SessionKind, SessionStatus } from './session.ts';

/* Courses (课程). */

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

/* Training sessions (集中培训). */

/** A named group of people who are not on the roster: village cadres, mediators, the emergency team. */
export const trainingGroup = table('training_group', {
  id: id(),
  name: text().notNull().unique(),
  kind: text().$type<GroupKind>().notNull(),
  createdAt: instant().notNull(),
  createdBy: int()
});

/** As little as a sign-in sheet needs: a name and a village. Whoever left stays on the sheets of their time. */
export const trainingGroupMember = table(
  'training_group_member',
  {
    id: id(),
    groupId: int()
      .notNull()
      .references(() => trainingGroup.id),
    name: text().notNull(),
    village: text().notNull(),
    addedAt: instant().notNull(),
    removedAt: instant()
  },
  (t) => [index('training_group_member_group').on(t.groupId)]
);

export const trainingSession = table(
  'training_session',
  {
    id: id(),
    title: text().notNull(),
    kind: text().$type<SessionKind>().notNull(),
    status: text().$type<SessionStatus>().notNull(),
    place: text().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    /** 学时 for whoever attended, in halves. */
    hours: real().notNull(),
    instructors: json<Instructor[]>().notNull(),
    programme: text().notNull(),
    /** Seats; null: everybody who is invited has one. */
    quota: int(),
    audience: json<SessionAudience>().notNull(),
    groupIds: json<number[]>().notNull(),
    /** 签退: whether leaving is recorded too, and needed for the hours. */
    checkOutRequired: flag().notNull(),
    /** The earlier session that this one makes up for. */
    makesUpForId: int(),
    /** Feeds the rotating code; nobody chooses or sees it. */
    secret: text()
      .notNull()
      .$defaultFn(() => randomBytes(20).toString('hex')),
    createdAt: instant().notNull(),
    createdBy: int(),
    savedAt: instant().notNull(),
    announcedAt: instant(),
    closedAt: instant(),
    closedBy: int(),
    cancelledAt: instant(),
    cancelledReason: text(),
    /** What title and place are found by; empty until the start that fills it. */
    searchKey: text().notNull().default('')
  },
  (t) => [
    index('training_session_status').on(t.status, t.startsAt),
    check('training_session_times', sql`${t.startsAt} < ${t.endsAt}`),
    check('training_session_quota', sql`${t.quota} is null or ${t.quota} > 0`)
  ]
);

/** What happened with a person at a session, in order. Append-only (trigger); what somebody is follows from it. */
export const attendanceEvent = table(
  'attendance_event',
  {
    id: id(),
    sessionId: int()
      .notNull()
      .references(() => trainingSession.id),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    kind: text().$type<AttendanceKind>().notNull(),
    /** What a trainer marked; null for every other kind. */
    state: text().$type<MarkedState>(),
    reason: text(),
    at: instant().notNull(),
    recordedBy: int()
  },
  (t) => [index('attendance_event_session').on(t.sessionId, t.cadreId), index('attendance_event_cadre').on(t.cadreId)]
);

/** What everybody was when the session was closed, corrected since: what lists, figures and make-ups rest on. */
export const sessionOutcome = table(
  'session_outcome',
  {
    sessionId: int()
      .notNull()
      .references(() => trainingSession.id),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    state: text().$type<MarkedState>().notNull(),
    /** Whether the ledger of hours holds a credit for it. */
    credited: flag().notNull()
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.cadreId] }), index('session_outcome_cadre').on(t.cadreId)]
);

/** How many of a group came, as counted on the signed sheet. */
export const groupAttendance = table(
  'group_attendance',
  {
    sessionId: int()
      .notNull()
      .references(() => trainingSession.id),
    groupId: int()
      .notNull()
      .references(() => trainingGroup.id),
    headcount: int().notNull(),
    recordedAt: instant().notNull(),
    recordedBy: int()
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.groupId] }), check('group_attendance_count', sql`${t.headcount} >= 0`)]
);

/** Materials for the audience and photos of the day; the bytes lie in the file store under their hash. */
export const sessionAttachment = table(
  'session_attachment',
  {
    id: id(),
    sessionId: int()
      .notNull()
      .references(() => trainingSession.id),
    kind: text().$type<AttachmentKind>().notNull(),
    name: text().notNull(),
    hash: text().notNull(),
    type: text().notNull(),
    size: int().notNull(),
    addedAt: instant().notNull(),
    addedBy: int(),
    removedAt: instant()
  },
  (t) => [index('session_attachment_session').on(t.sessionId)]
);

/** An answer to the five questions. It bears neither a person nor a time, so that nobody is told by it. */
export const sessionFeedback = table(
  'session_feedback',
  {
    id: id(),
    sessionId: int()
      .notNull()
      .references(() => trainingSession.id),
    /** One to five, in the order of `feedbackQuestions`. */
    answers: json<number[]>().notNull(),
    remark: text().notNull()
  },
  (t) => [index('session_feedback_session').on(t.sessionId)]
);

/** Who has answered, so that nobody answers twice; not what. */
export const sessionFeedbackGiven = table(
  'session_feedback_given',
  {
    sessionId: int()
      .notNull()
      .references(() => trainingSession.id),
    cadreId: int()
      .notNull()
      .references(() => cadre.id)
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.cadreId] })]
);

/** The address of a personal calendar. Only the hash of its token is kept; a new one ends the old. */
export const calendarFeed = table('calendar_feed', {
  accountId: int()
    .primaryKey()
    .references(() => account.id),
  tokenHash: text().notNull().unique(),
  createdAt: instant().notNull()
});
