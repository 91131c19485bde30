import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { query } from '#lib/platform/door.server.ts';
import { optionalLine, rowId } from '#lib/platform/input.ts';
import { analysisOrders, type AnalysisOrder } from './exam-analysis.ts';
import { requireExam } from './found-exam.server.ts';
import { findingsOf, itemFlags, urgency, type Finding } from './item-flags.ts';
import { itemStatistics, type ItemStatistics, type Sighting } from './item-statistics.ts';
import { reliabilityOf, type Scored } from './reliability.ts';
import { satPapers, type PaperItem, type SatPaper } from './sat-papers.server.ts';
import { hasSpread, mean, median, variance } from './statistics.ts';
import { teachNext, topicHeat, type HeatRow, type TopicMark } from './topic-heat.ts';

export interface ItemRow extends Pick<
  PaperItem,
  'id' | 'code' | 'version' | 'part' | 'type' | 'topicId' | 'topic' | 'stem'
> {
  statistics: ItemStatistics;
  findings: Finding[];
}

/**
 * What an exam says about its questions and about what to teach next, over the first papers of everybody within the
 * reader's reach. Questions whose key is doubtful stay out of the topics.
 */
export const examAnalysis = query('assessment.exam-analysis', {
  input: z.object({
    examId: rowId,
    search: optionalLine(60),
    flag: z
      .enum(['', 'any', ...itemFlags])
      .catch('')
      .default(''),
    sort: z.enum(analysisOrders).catch('urgency').default('urgency'),
    page: z.coerce.number().int().min(1).catch(1).default(1),
    pageSize: z.coerce.number().int().min(1).max(2000).catch(30).default(30)
  }),
  allow: holds('exam.results'),
  async run(ctx, { examId, search, flag, sort, page, pageSize }) {
    const found = await requireExam(ctx, examId);
    const { papers, unmarked } = await satPapers(ctx, examId);
    const items = itemRows(papers);
    const wanted = items
      .filter(({ findings }) => !flag || (flag === 'any' ? findings.length : findings.some((one) => one.flag === flag)))
      .filter(({ code, stem, topic }) => [code, stem, topic].some((text) => text.includes(search)))
      .sort(orderOf(sort));
    const percents = papers.map(({ percent }) => percent);
    return {
      exam: {
        id: found.id,
        title: found.title,
        kind: found.kind,
        passPercent: found.passPercent,
        closesAt: found.closesAt
      },
      papers: papers.length,
      unmarked,
      percents: percents.map(Math.floor),
      average: percents.length ? mean(percents) : null,
      median: percents.length ? median(percents) : null,
      spread: hasSpread(percents) ? Math.sqrt(variance(percents)) : null,
      pointsPossible: papers[0]?.possible ?? 0,
      reliability: reliabilityOf(papers.map(scoredOf)),
      questions: items.length,
      flagged: Object.fromEntries(
        itemFlags.map((one) => [one, items.filter(({ findings }) => findings.some((its) => its.flag === one)).length])
      ),
      noteworthy: items.filter(({ findings }) => findings.length).length,
      total: wanted.length,
      rows: wanted.slice((page - 1) * pageSize, page * pageSize),
      ...topicsOf(papers, items, found.passPercent)
    };
  }
});

/** Every wording that stood on a paper, with what the answers say about it. */
export function itemRows(papers: readonly SatPaper[]): ItemRow[] {
  const met = new Map<string, { item: PaperItem; sightings: Sighting[] }>();
  for (const { questions, points, possible } of papers) {
    for (const { item, points: got, possible: most, choice } of questions) {
      if (!most) continue;
      const entry = met.get(item.id) ?? { item, sightings: [] };
      met.set(item.id, entry);
      entry.sightings.push({
        share: got / most,
        total: points / possible,
        rest: possible > most ? (points - got) / (possible - most) : 0,
        choice
      });
    }
  }
  return [...met.values()].map(({ item, sightings }) => {
    const { id, code, version, part, type, topicId, topic, stem, options, answer } = item;
    const statistics = itemStatistics(sightings, { options: options.map(({ key }) => key), answer });
    return { id, code, version, part, type, topicId, topic, stem, statistics, findings: findingsOf(type, statistics) };
  });
}

const scoredOf = ({ questions }: SatPaper): Scored[] =>
  questions.map(({ item, points, possible }) => ({
    item: item.id,
    section: `${item.type} ${possible}`,
    points,
    possible
  }));

function topicsOf(papers: readonly SatPaper[], items: readonly ItemRow[], passPercent: number) {
  const doubtful = new Set(
    items.filter(({ findings }) => findings.some(({ flag }) => flag === 'key-doubtful')).map(({ id }) => id)
  );
  const marks = papers.flatMap(({ person, questions }) =>
    questions
      .filter(({ item, possible }) => possible > 0 && !doubtful.has(item.id))
      .map(({ item, points, possible }): TopicMark => ({
        cadreId: person.cadreId,
        unitId: person.unitId,
        topicId: item.topicId,
        points,
        possible
      }))
  );
  const units = unitsOf(papers);
  const unitIds = units.map(({ unitId }) => unitId);
  const names = new Map(items.map(({ topicId, topic }) => [topicId, topic]));
  const heat = topicHeat(marks, unitIds);
  return {
    units,
    doubtful: doubtful.size,
    heat: heat.map((row): HeatRow & { topic: string } => ({ ...row, topic: names.get(row.topicId)! })),
    lessons: teachNext(heat, unitIds, passPercent, 4).map((lesson) => ({
      ...lesson,
      topic: names.get(lesson.topicId)!,
      weakUnits: lesson.weakUnitIds.map((id) => units.find(({ unitId }) => unitId === id)!.name),
      worst: worstOf(items, lesson.topicId)
    }))
  };
}

function unitsOf(papers: readonly SatPaper[]): { unitId: number; name: string }[] {
  const units = new Map(papers.map(({ person }) => [person.unitId, person]));
  return [...units.values()]
    .sort((a, b) => a.unitPosition - b.unitPosition)
    .map(({ unitId, unitName }) => ({ unitId, name: unitName }));
}

/** The three questions of a topic with the lowest facility, leaving out those whose key is doubtful. */
function worstOf(items: readonly ItemRow[], topicId: number) {
  return items
    .filter((item) => item.topicId === topicId && !item.findings.some(({ flag }) => flag === 'key-doubtful'))
    .flatMap(({ code, stem, statistics }) =>
      statistics.facility.value === null ? [] : [{ code, stem, facility: statistics.facility.value }]
    )
    .sort((a, b) => a.facility - b.facility)
    .slice(0, 3);
}

function orderOf(sort: AnalysisOrder) {
  const descending = sort.startsWith('-');
  const key = sort.replace('-', '');
  const valueOf = ({ statistics, findings, code }: ItemRow): number | string | null =>
    key === 'urgency'
      ? urgency(findings)
      : key === 'facility'
        ? statistics.facility.value
        : key === 'discrimination'
          ? statistics.itemRest.value
          : key === 'met'
            ? statistics.met
            : code;
  return (a: ItemRow, b: ItemRow) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    // What has no figure stands last either way.
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    const order = left < right ? -1 : left > right ? 1 : 0;
    return (descending ? -order : order) || b.statistics.met - a.statistics.met || (a.code < b.code ? -1 : 1);
  };
}
