import { asc, eq, inArray } from 'drizzle-orm';
import { passesSince } from '#lib/assessment/exam-candidate.server.ts';
import { hoursOf } from '#lib/hours/hours.ts';
import { minutesUpTo } from '#lib/hours/ledger.server.ts';
import { hoursRulesOn } from '#lib/hours/rules.server.ts';
import { mentoringCompleted } from '#lib/mentoring/pairing.server.ts';
import { addMonths, type Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';
import { settingsOn } from '#lib/platform/settings.server.ts';
import type { CertificateEvent } from './certificate.ts';
import type { Evidence, Measures, Pass } from './evidence.ts';
import { recordsOf } from './person-records.server.ts';
import { wholePasses } from './records.ts';
import { schemeOn, type Scheme } from './scheme.ts';
import { certificate, certificateEvent, scheme } from './schema.server.ts';
import { starterScheme } from './starter/scheme.ts';

/** Passes older than this are not even shown as lapsed. */
const LOOK_BACK_MONTHS = 36;

/** What the rules need to know of some people, in one set of questions however many they are. */
export async function evidenceOf(
  ctx: Context,
  cadreIds: readonly number[],
  on: Day
): Promise<(cadreId: number) => Evidence> {
  const cards = await cardsOf(ctx, cadreIds);
  const passes = new Map<number, Pass[]>();
  for (const { cadreId, examTitle, passedOn } of await passesSince(
    ctx,
    cadreIds,
    addMonths(on, -LOOK_BACK_MONTHS),
    on
  )) {
    passes.set(cadreId, [...(passes.get(cadreId) ?? []), { title: examTitle, passedOn }]);
  }
  const records = await recordsOf(ctx, cadreIds);
  const mentoring = await mentoringCompleted(ctx, cadreIds);
  const minutes = await minutesUpTo(ctx, cadreIds, on);
  const rules = await hoursRulesOn(ctx, on);
  return (cadreId) => {
    const sums = minutes.get(cadreId) ?? [];
    return {
      cards: [...(cards.get(cadreId)?.values() ?? [])],
      passes: passes.get(cadreId) ?? [],
      officialExams: wholePasses(records.exams.get(cadreId) ?? []),
      measures: (records.measures.get(cadreId) ?? []).map(({ kind, fromDay, untilDay }) => ({
        kind,
        from: fromDay,
        until: untilDay
      })),
      documents: records.documents.get(cadreId) ?? [],
      checks: records.checks.get(cadreId) ?? [],
      mentoredOn: mentoring.get(cadreId)?.completedOn ?? null,
      hours: {
        enforcement: hoursOf(sums, rules.enforcementTarget, rules),
        everyone: hoursOf(sums, rules.everyoneTarget, rules)
      }
    };
  };
}

/** The histories of people's cards, by person and card. */
export async function cardsOf(ctx: Context, cadreIds: readonly number[]) {
  const found = new Map<number, Map<number, CertificateEvent[]>>();
  for (let at = 0; at < cadreIds.length; at += 500) {
    const rows = await ctx.db
      .select({ cadreId: certificate.cadreId, event: certificateEvent })
      .from(certificate)
      .innerJoin(certificateEvent, eq(certificateEvent.certificateId, certificate.id))
      .where(inArray(certificate.cadreId, cadreIds.slice(at, at + 500)))
      .orderBy(asc(certificate.id), asc(certificateEvent.id));
    for (const { cadreId, event } of rows) {
      const own = found.get(cadreId) ?? new Map<number, CertificateEvent[]>();
      own.set(event.certificateId, [...(own.get(event.certificateId) ?? []), event]);
      found.set(cadreId, own);
    }
  }
  return found;
}

/** What is asked of people on a day: the town's own schemes, or the one the portal brings while there is none. */
export async function schemeInForce(ctx: Context, on: Day): Promise<Scheme> {
  const schemes: Scheme[] = await ctx.db.select().from(scheme);
  return schemeOn([starterScheme, ...schemes], on);
}

export async function measuresOn(ctx: Context, on: Day): Promise<Measures> {
  const settings = await settingsOn(ctx.db, on);
  return {
    expiringDays: settings['certificate.expiring-days'],
    passWithinMonths: settings['exam.pass-within-months'],
    newcomerMonths: settings['duty.newcomer-months'],
    milestones: [
      { from: '06-30', percent: settings['hours.warn-june'] },
      { from: '09-30', percent: settings['hours.warn-september'] },
      { from: '12-31', percent: 100 }
    ]
  };
}
