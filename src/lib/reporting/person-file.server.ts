/** 个人档案: what the portal holds of one person's training, exams, practice and cards. Complaints are never in it. */
import { z } from 'zod';
import { passesSince } from '#lib/assessment/exam-candidate.server.ts';
import { liveEvents, personStanding, type CertificateEvent, type Standing } from '#lib/certification/certificate.ts';
import { evidenceOf, measuresOn } from '#lib/certification/evidence.server.ts';
import type { HoursCategory } from '#lib/hours/category.ts';
import { listEntries } from '#lib/hours/ledger.server.ts';
import { recordsWith, type SignedWith } from '#lib/mentoring/figures.server.ts';
import { findWithinReach, ownPerson, type UnitPerson } from '#lib/people/people-of.server.ts';
import { signedIn } from '#lib/platform/actor.ts';
import type { Day } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { missing } from '#lib/platform/errors.ts';

/** Years of the ledger that a file holds, the running one included. */
const YEARS = 3;
/** Passes older than the first day of these years are not in it. */
const firstDay = (today: Day) => `${Number(today.slice(0, 4)) - YEARS + 1}-01-01` as Day;

export interface PersonFile {
  person: Pick<UnitPerson, 'staffNumber' | 'name' | 'unitName' | 'post' | 'establishment' | 'joinedOn' | 'leftOn'>;
  on: Day;
  standing: Standing;
  cards: CertificateEvent[];
  /** Newest first; what was taken back is not in it. */
  hours: { endedOn: Day; title: string; category: HoursCategory; hours: number }[];
  years: { year: number; enforcement: number; everyone: number }[];
  exams: { title: string; passedOn: Day; official: boolean }[];
  practice: SignedWith[];
}

/**
 * One person's file: their own, or of anybody within reach of `register.view`.
 * @throws missing `certification.person-not-found` for everybody else, as if there were no such person
 */
export const personFile = query('reporting.person-file', {
  input: z.object({ staffNumber: z.string().max(20) }),
  allow: signedIn,
  async run(ctx, { staffNumber }): Promise<PersonFile> {
    const person = await requirePerson(ctx, staffNumber);
    const { cadreId, name, unitName, post, establishment, joinedOn, leftOn } = person;
    const evidence = (await evidenceOf(ctx, [cadreId], ctx.today))(cadreId);
    const { expiringDays } = await measuresOn(ctx, ctx.today);
    const passes = await passesSince(ctx, [cadreId], firstDay(ctx.today), ctx.today);
    const ledgers = [];
    for (let back = 0; back < YEARS; back += 1)
      // The right to this file is the right to its ledger, whichever of the two it rests on.
      ledgers.push(await ctx.callAsSystem(listEntries, { cadreId, year: Number(ctx.today.slice(0, 4)) - back }));
    return {
      person: { staffNumber, name, unitName, post, establishment, joinedOn, leftOn },
      on: ctx.today,
      standing: personStanding(evidence.cards, ctx.today, expiringDays),
      cards: evidence.cards.flatMap((card) => liveEvents(card)),
      hours: ledgers.flatMap(({ entries, minutesPerHour }) =>
        entries
          .filter(({ reversed, reversesId }) => !reversed && reversesId === null)
          .map(({ endedOn, title, category, minutes }) => ({
            ...{ endedOn, title, category },
            hours: Math.round((minutes / minutesPerHour) * 10) / 10
          }))
      ),
      years: ledgers.map(({ year, enforcement, everyone }) => ({
        ...{ year, enforcement: enforcement.hours, everyone: everyone.hours }
      })),
      exams: [
        ...passes.map(({ examTitle, passedOn }) => ({ title: examTitle, passedOn, official: false })),
        ...evidence.officialExams.map(({ authority, passedOn }) => ({ title: authority, passedOn, official: true }))
      ].sort((a, b) => (a.passedOn < b.passedOn ? 1 : -1)),
      practice: await recordsWith(ctx, cadreId)
    };
  }
});

async function requirePerson(ctx: Context, staffNumber: string): Promise<UnitPerson> {
  const own = ctx.actor.may('own.view') ? await ownPerson(ctx) : undefined;
  if (own?.staffNumber === staffNumber) return own;
  const found = ctx.actor.may('register.view')
    ? await findWithinReach(ctx, 'register.view', { staffNumber })
    : undefined;
  if (!found) throw missing('certification.person-not-found');
  return found;
}
