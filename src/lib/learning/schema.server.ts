import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { check, flag, id, index, instant, int, json, primaryKey, real, table, text } from '#lib/platform/table.ts';
import { account, cadre } from '#lib/people/schema.server.ts';
import type { AttendanceKind, MarkedState } from './attendance.ts';
import type { AttachmentKind, GroupKind, Instructor, SessionAudience, SessionKind, SessionStatus } from './session.ts';

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
    cancelledReason: text()
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
