/** 冻结定稿: the report as canonical JSON under its SHA-256, which the audit trail notes too; never changed, only compared. */
import { createHash } from 'node:crypto';
import { desc, eq, max } from 'drizzle-orm';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { locales, type Locale } from '#lib/i18n/locale.ts';
import { accountNames } from '#lib/people/accounts.server.ts';
import { listAudit } from '#lib/platform/audit-trail.server.ts';
import { canonical } from '#lib/platform/audit.server.ts';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { invalid, missing } from '#lib/platform/errors.ts';
import { optionalLine, rowId } from '#lib/platform/input.ts';
import { reportSnapshot } from '../schema.server.ts';
import { managesReport, seesComplaintCounts, seesReport, seesSnapshots } from './access.ts';
import { draftOf, sections, writtenOut } from './draft.ts';
import { textsOf } from './draft-text.server.ts';
import { factsOf } from './facts.server.ts';
import { yearBefore, yearPeriod, type FigureRow } from './figure.ts';
import { definitions, figureKeys, figureOf, valuesOf, type FigureKey } from './figures.ts';
import { frameOf, reckon, type Reckoned } from './reckon.server.ts';
import { differencesOf, MOST_ROWS, type Difference, type FrozenReport } from './snapshot.ts';
import { reportYear } from './typed.server.ts';
import { shownTo } from './veil.ts';
import { valueText } from './words.ts';

export const FreezeReport = z.object({ year: reportYear, note: optionalLine(120) });

/** Freezes the report of a year as it stands. @throws invalid for a year that has not begun */
export const freezeReport = command('reporting.freeze-report', {
  input: FreezeReport,
  allow: managesReport,
  async run(ctx, { year, note }) {
    const period = yearPeriod(year);
    if (period.from > ctx.today) throw invalid('reporting.period');
    const content = canonical(await contentOf(ctx, year, await reckon(ctx, period)));
    const hash = hashOf(content);
    const [before] = await ctx.db
      .select({ number: max(reportSnapshot.number) })
      .from(reportSnapshot)
      .where(eq(reportSnapshot.year, year));
    const number = (before?.number ?? 0) + 1;
    const [row] = await ctx.db
      .insert(reportSnapshot)
      .values({
        ...{ year, number, definitions, note, content, hash },
        ...{ fromDay: period.from, toDay: period.to, frozenAt: ctx.now, frozenBy: ctx.actor.accountId }
      })
      .returning({ id: reportSnapshot.id });
    return { id: row!.id, number, hash };
  },
  trace: ({ year }, { id, number, hash }) => ({
    subject: 'report-snapshot',
    id,
    detail: { year, number, hash, definitions }
  })
});

export const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');

/** A row as it is told apart from others later. */
const nameOf = ({ label, note, amount }: FigureRow) =>
  [label, note, amount].filter((part) => part !== null && part !== '').join(' · ');

async function contentOf(ctx: Context, year: number, reckoned: Reckoned): Promise<FrozenReport> {
  const { facts, values, gaps } = reckoned;
  const own = await textsOf(ctx, year);
  const write = (locale: Locale) => (key: FigureKey) => valueText(values[key], figureOf(key).unit, locale);
  return {
    format: 1,
    ...{ definitions, year, from: facts.period.from, to: facts.period.to, on: facts.on, frozenAt: ctx.now },
    figures: figureKeys.map((key) => {
      const { value, part, of, rows } = values[key];
      const typed = facts.typed.get(key as never);
      return {
        ...{ key, unit: figureOf(key).unit, value, part, of, count: rows.length },
        typed: typed ? { source: typed.source, by: typed.by, at: typed.at } : null,
        rows: rows.slice(0, MOST_ROWS).map(nameOf)
      };
    }),
    sections: sections.map((key) => ({
      key,
      words: Object.fromEntries(
        locales.map((locale): [Locale, string[]] => {
          const words = own.find((text) => text.section === key && text.locale === locale)?.words;
          const paragraphs = words?.split(/\n+/) ?? draftOf(key, values, frameOf(facts), locale);
          return [locale, paragraphs.map((paragraph) => writtenOut(paragraph, write(locale)))];
        })
      ) as Record<Locale, string[]>
    })),
    gaps: [...Map.groupBy(gaps, ({ code }) => code)].map(([code, some]) => ({ code, count: some.length })),
    months: facts.months
  };
}

export interface SnapshotRow {
  id: number;
  year: number;
  number: number;
  definitions: string;
  note: string;
  hash: string;
  frozenAt: Instant;
  by: string | null;
  /** The content is what was frozen, and the trail knows its hash. */
  whole: boolean;
}

/** Everything that was frozen, newest first. */
export const listSnapshots = query('reporting.list-snapshots', {
  input: z.object({ year: reportYear.optional() }),
  allow: seesSnapshots,
  async run(ctx, { year }): Promise<SnapshotRow[]> {
    const rows = await ctx.db
      .select()
      .from(reportSnapshot)
      .where(year === undefined ? undefined : eq(reportSnapshot.year, year))
      .orderBy(desc(reportSnapshot.frozenAt), desc(reportSnapshot.id));
    return rowsOf(ctx, rows);
  }
});

type Stored = typeof reportSnapshot.$inferSelect;

async function rowsOf(ctx: Context, rows: Stored[]): Promise<SnapshotRow[]> {
  const names = await accountNames(
    ctx,
    rows.map(({ frozenBy }) => frozenBy)
  );
  const noted = rows.length ? await notedHashes(ctx) : new Map<string, string>();
  return rows.map((row) => ({
    ...{ id: row.id, year: row.year, number: row.number, definitions: row.definitions, note: row.note },
    ...{ hash: row.hash, frozenAt: row.frozenAt, by: names.get(row.frozenBy ?? 0) ?? null },
    whole: isWhole(row, noted.get(String(row.id)))
  }));
}

/** An edit cannot be covered by a new hash: the trail is chained under a key that lies outside the database. */
function isWhole(row: Stored, noted: string | undefined): boolean {
  if (hashOf(row.content) !== row.hash || noted !== row.hash) return false;
  const { year, from, to, frozenAt, definitions: version } = JSON.parse(row.content) as FrozenReport;
  const columns = [row.year, row.fromDay, row.toDay, row.frozenAt, row.definitions];
  return canonical([year, from, to, frozenAt, version]) === canonical(columns);
}

async function notedHashes(ctx: Context): Promise<Map<string, string>> {
  const noted = new Map<string, string>();
  for (let page = 1; ; page += 1) {
    const asked = { action: 'reporting.freeze-report', page, pageSize: 200 };
    const { rows, total } = await ctx.callAsSystem(listAudit, asked);
    for (const { subjectId, detail } of rows) noted.set(String(subjectId), String(detail.hash));
    if (page * 200 >= total || !rows.length) return noted;
  }
}

export interface FrozenLine extends Difference {
  part: number | null;
  of: number | null;
  withheld: boolean;
  last: number | null;
}

export interface Snapshot extends SnapshotRow {
  on: Day;
  from: Day;
  to: Day;
  lines: FrozenLine[];
  sections: FrozenReport['sections'];
  gaps: FrozenReport['gaps'];
  months: FrozenReport['months'];
  typed: Record<string, { source: string; by: string | null; at: Instant }>;
  /** What last year's figures are taken from: the last frozen report of that year, or today's reckoning of it. */
  lastFrom: 'frozen' | 'reckoned';
}

/** One frozen report beside the figures of now and of the year before. @throws missing `reporting.no-snapshot` */
export const showSnapshot = query('reporting.show-snapshot', {
  input: z.object({ id: rowId }),
  allow: seesSnapshots,
  async run(ctx, { id }): Promise<Snapshot> {
    const [stored] = await ctx.db.select().from(reportSnapshot).where(eq(reportSnapshot.id, id));
    if (!stored) throw missing('reporting.no-snapshot');
    const [row] = await rowsOf(ctx, [stored]);
    const frozen = JSON.parse(stored.content) as FrozenReport;
    const { values } = await reckon(ctx, { from: frozen.from, to: frozen.to });
    const named = seesReport(ctx.actor);
    const state = (key: FigureKey) => ({ value: values[key].value, rows: values[key].rows.map(nameOf) });
    const { last, lastFrom } = await lastYear(ctx, frozen);
    const lines = differencesOf(frozen, state).map((line): FrozenLine => {
      const { value, part, of } = frozen.figures.find(({ key }) => key === line.key)!;
      const shown = shownTo(ctx.actor, line.key, { value, part, of });
      const now = shownTo(ctx.actor, line.key, values[line.key]);
      // Names of people behind a figure are for those who may see the report itself.
      const records = named ? { added: line.added, removed: line.removed } : { added: [], removed: [] };
      const before = shownTo(ctx.actor, line.key, { value: last(line.key), part: null, of: null });
      return {
        ...line,
        ...records,
        ...{ frozen: shown.value, part: shown.part, of: shown.of, withheld: shown.withheld },
        ...{ now: now.value, last: before.value }
      };
    });
    return {
      ...row!,
      ...{ on: frozen.on, from: frozen.from, to: frozen.to, lines, lastFrom },
      ...{ gaps: frozen.gaps, months: frozen.months },
      sections: frozen.sections.map((section) => veiled(ctx, section)),
      typed: Object.fromEntries(frozen.figures.flatMap(({ key, typed }) => (typed ? [[key, typed]] : [])))
    };
  }
});

function veiled(ctx: Context, section: FrozenReport['sections'][number]): FrozenReport['sections'][number] {
  if (section.key !== 'complaints' || seesComplaintCounts(ctx.actor)) return section;
  const words = Object.fromEntries(
    locales.map((locale): [Locale, string[]] => [locale, [m.annual_draft_complaints_veiled({}, { locale })]])
  ) as Record<Locale, string[]>;
  return { ...section, words };
}

async function lastYear(ctx: Context, { year, from, on }: FrozenReport) {
  const [kept] = await ctx.db
    .select({ content: reportSnapshot.content })
    .from(reportSnapshot)
    .where(eq(reportSnapshot.year, year - 1))
    .orderBy(desc(reportSnapshot.number))
    .limit(1);
  if (kept) {
    const { figures } = JSON.parse(kept.content) as FrozenReport;
    const values = new Map(figures.map(({ key, value }) => [key, value]));
    return { lastFrom: 'frozen' as const, last: (key: FigureKey) => values.get(key) ?? null };
  }
  const values = valuesOf(await factsOf(ctx, yearBefore({ from, to: on })));
  return { lastFrom: 'reckoned' as const, last: (key: FigureKey) => values[key].value };
}
