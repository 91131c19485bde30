/** 各单位练习情况: what to teach next, told by units and topics and never by people. */
import { and, asc, count, countDistinct, eq, gte, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { onRoster, peopleOf } from '#lib/people/people-of.server.ts';
import { listUnits } from '#lib/people/units.server.ts';
import { holds } from '#lib/platform/actor.ts';
import { addDays, instantOf, type Day } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { practiceAnswer, questionVersion } from './schema.server.ts';
import { listTopics } from './topic.server.ts';
import { FEWEST_PEOPLE, shareOf, shownUnits, together, type Practised } from './unit-strength.ts';

/** The figures of so many whole weeks. */
const WEEKS = 12;

export interface TopicStrength {
  topicId: number;
  topic: string;
  /** Share of right answers in whole percent; null where too few people stand behind it. */
  all: number | null;
  /** In the order of `units`. */
  units: (number | null)[];
}

export interface UnitStrengths {
  from: Day;
  /** The last day counted: always a Sunday, so that nobody's day shows as the difference between two looks. */
  to: Day;
  fewest: number;
  units: { id: number; name: string }[];
  /** Whether the reader sees every unit, and with it the figures of all together. */
  wholeTown: boolean;
  /** Weakest first; topics that nobody may be told about come last. */
  topics: TopicStrength[];
}

/** How the units within the reader's reach answer in practice, by topic. */
export const unitStrengths = query('assessment.unit-strengths', {
  input: z.object({}),
  allow: holds('practice.units'),
  async run(ctx): Promise<UnitStrengths> {
    const to = lastSunday(ctx.today);
    const from = addDays(to, 1 - 7 * WEEKS);
    const units = await ctx.call(listUnits, {});
    const counted = await countAnswers(ctx, from, to);
    const reach = ctx.actor.reach('practice.units');
    const isReached = (id: number) => reach === 'all' || reach.includes(id);
    const topics = (await ctx.call(listTopics, {})).map(({ id, name }): TopicStrength => {
      // What is hidden is decided over the whole town, so that two readers cannot put their tables together.
      const cells = units.map((unit) => counted.get(`${id} ${unit.id}`) ?? { people: 0, answers: 0, right: 0 });
      const shown = shownUnits(cells);
      const all = together(cells);
      return {
        topicId: id,
        topic: name,
        all: reach === 'all' && all.people >= FEWEST_PEOPLE ? shareOf(all) : null,
        units: cells.flatMap((cell, at) => (isReached(units[at]!.id) ? [shown[at] ? shareOf(cell) : null] : []))
      };
    });
    return {
      from,
      to,
      fewest: FEWEST_PEOPLE,
      units: units.filter(({ id }) => isReached(id)).map(({ id, name }) => ({ id, name })),
      wholeTown: reach === 'all',
      topics: topics.sort((a, b) => weakest(a) - weakest(b))
    };
  }
});

/** The figure a topic is sorted by: that of all, else the lowest shown. */
const weakest = ({ all, units }: TopicStrength) => all ?? Math.min(101, ...units.filter((share) => share !== null));

/** The end of the last whole week. */
const lastSunday = (today: Day): Day => addDays(today, -(new Date(`${today}T00:00Z`).getUTCDay() || 7));

/** By topic and unit, of those on the roster today; a person counts for the unit they are in today. */
async function countAnswers(ctx: Context, from: Day, to: Day): Promise<Map<string, Practised>> {
  const person = peopleOf(ctx.db);
  const rows = await ctx.db
    .select({
      topicId: questionVersion.topicId,
      unitId: person.unitId,
      people: countDistinct(practiceAnswer.cadreId),
      answers: count(),
      right: sql<number>`sum(case when ${practiceAnswer.right} then 1 else 0 end)`
    })
    .from(practiceAnswer)
    .innerJoin(questionVersion, eq(questionVersion.id, practiceAnswer.questionVersionId))
    .innerJoin(person, eq(person.cadreId, practiceAnswer.cadreId))
    .where(
      and(
        gte(practiceAnswer.answeredAt, instantOf(from)),
        lt(practiceAnswer.answeredAt, instantOf(addDays(to, 1))),
        onRoster(person, ctx.today)
      )
    )
    .groupBy(questionVersion.topicId, person.unitId)
    .orderBy(asc(questionVersion.topicId), asc(person.unitId));
  return new Map(
    rows.map(({ topicId, unitId, people, answers, right }) => [
      `${topicId} ${unitId}`,
      { people, answers, right: Number(right) }
    ])
  );
}
