import { sql } from 'drizzle-orm';
import { check, day, flag, id, index, instant, int, json, primaryKey, table, text } from '#lib/platform/table.ts';
import { cadre } from '#lib/people/schema.server.ts';
import type { DrillKind, TeamKind } from './drill.ts';
import type { DateCertainty, YearDay } from './duty-date.ts';
import type { CountMethod, EventKind, EventStatus, Material } from './event.ts';

/** 普法日历: a day, week or month of every year, with what it rests on. */
export const outreachDate = table('outreach_date', {
  id: id(),
  name: text().notNull().unique(),
  fromDay: text().$type<YearDay>().notNull(),
  toDay: text().$type<YearDay>().notNull(),
  /** What is explained on it. */
  theme: text().notNull(),
  source: text().notNull(),
  certainty: text().$type<DateCertainty>().notNull(),
  savedAt: instant().notNull(),
  savedBy: int(),
  /** Off the calendar; events that were held for it keep its name. */
  removedAt: instant()
});

/** A legal-education event (普法活动), planned or held; never deleted, void with a reason instead. */
export const outreachEvent = table(
  'outreach_event',
  {
    id: id(),
    status: text().$type<EventStatus>().notNull(),
    /** Made on the device: the same entry sent again makes no second event. */
    sentKey: text().unique(),
    heldOn: day().notNull(),
    place: text().notNull(),
    kind: text().$type<EventKind>().notNull(),
    theme: text().notNull(),
    /** The duty date it was held for. */
    dateId: int().references(() => outreachDate.id),
    large: flag().notNull(),
    /** 人次; null while it is planned. */
    headcount: int(),
    countMethod: text().$type<CountMethod>(),
    /** How long it went; the speakers' hours rest on it, 0 gives none. */
    minutes: int().notNull(),
    /** Speakers who are not on the roster. */
    guests: text().notNull(),
    /** The statutes explained, as written. */
    cites: text().notNull(),
    materials: json<Material[]>().notNull(),
    remark: text().notNull(),
    /** Folded words and pinyin initials. */
    searchKey: text().notNull(),
    createdAt: instant().notNull(),
    createdBy: int(),
    savedAt: instant().notNull(),
    savedBy: int(),
    voidedAt: instant(),
    voidedBy: int(),
    voidReason: text()
  },
  (t) => [
    index('outreach_event_day').on(t.heldOn),
    index('outreach_event_date').on(t.dateId),
    index('outreach_event_author').on(t.createdBy),
    check('outreach_event_status', sql`${t.status} in ('planned', 'held', 'void')`),
    check('outreach_event_minutes', sql`${t.minutes} >= 0`),
    check(
      'outreach_event_counted',
      sql`${t.status} <> 'held' or (${t.headcount} is not null and ${t.countMethod} is not null)`
    )
  ]
);

/** Who of the roster spoke, with the unit they were in that day: a unit's overseers see its events. */
export const outreachSpeaker = table(
  'outreach_speaker',
  {
    eventId: int()
      .notNull()
      .references(() => outreachEvent.id),
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    unitId: int().notNull(),
    /** Minutes that the ledger of hours holds for it; 0 for none. */
    credited: int().notNull()
  },
  (t) => [primaryKey({ columns: [t.eventId, t.cadreId] }), index('outreach_speaker_cadre').on(t.cadreId)]
);

/** A picture of the day; the bytes lie in the file store, redrawn, under their hash. */
export const outreachPhoto = table(
  'outreach_photo',
  {
    id: id(),
    eventId: int()
      .notNull()
      .references(() => outreachEvent.id),
    hash: text().notNull(),
    type: text().notNull(),
    size: int().notNull(),
    addedAt: instant().notNull(),
    addedBy: int(),
    removedAt: instant()
  },
  (t) => [index('outreach_photo_event').on(t.eventId)]
);

/** A village with its lawyer (一村一法律顾问). */
export const outreachVillage = table('outreach_village', {
  id: id(),
  name: text().notNull().unique(),
  /** Full pinyin, for sorting. */
  nameKey: text().notNull(),
  /** Who looks after it, suggested when a visit is entered; empty when nobody is known. */
  lawyer: text().notNull(),
  savedAt: instant().notNull(),
  savedBy: int(),
  /** The first day on which it no longer counts, as after a merger. */
  closedOn: day()
});

/** A lawyer's visit to a village; void with a reason, never deleted. */
export const outreachVisit = table(
  'outreach_visit',
  {
    id: id(),
    villageId: int()
      .notNull()
      .references(() => outreachVillage.id),
    visitedOn: day().notNull(),
    lawyer: text().notNull(),
    /** What was done. No name of a villager belongs here. */
    done: text().notNull(),
    minutes: int().notNull(),
    createdAt: instant().notNull(),
    createdBy: int(),
    voidedAt: instant(),
    voidedBy: int(),
    voidReason: text()
  },
  (t) => [
    index('outreach_visit_village').on(t.villageId, t.visitedOn),
    index('outreach_visit_day').on(t.visitedOn),
    check('outreach_visit_minutes', sql`${t.minutes} > 0`)
  ]
);

/** 应急队、调解员队伍: a number, and those of the roster who belong to it. Whoever is not a cadre is not named. */
export const outreachTeam = table(
  'outreach_team',
  {
    id: id(),
    name: text().notNull().unique(),
    kind: text().$type<TeamKind>().notNull(),
    people: int().notNull(),
    cadreIds: json<number[]>().notNull(),
    savedAt: instant().notNull(),
    savedBy: int()
  },
  (t) => [check('outreach_team_people', sql`${t.people} > 0`)]
);

/** A drill or training of a team; void with a reason, never deleted. */
export const outreachDrill = table(
  'outreach_drill',
  {
    id: id(),
    teamId: int()
      .notNull()
      .references(() => outreachTeam.id),
    kind: text().$type<DrillKind>().notNull(),
    title: text().notNull(),
    heldOn: day().notNull(),
    place: text().notNull(),
    /** How many the team had that day, and how many of them came. */
    people: int().notNull(),
    attended: int().notNull(),
    minutes: int().notNull(),
    practised: text().notNull(),
    lessons: text().notNull(),
    createdAt: instant().notNull(),
    createdBy: int(),
    savedAt: instant().notNull(),
    savedBy: int(),
    voidedAt: instant(),
    voidedBy: int(),
    voidReason: text()
  },
  (t) => [
    index('outreach_drill_day').on(t.heldOn),
    check('outreach_drill_attended', sql`${t.attended} between 0 and ${t.people}`)
  ]
);
