/** Official texts into the library: looked at first, then taken in whole or not at all. */
import { createHash } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { addDays, type Day } from '#lib/platform/clock.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, invalid } from '#lib/platform/errors.ts';
import { dayInput, optionalLine } from '#lib/platform/input.ts';
import { pinyinKey } from '#lib/platform/pinyin.ts';
import { foldTitle } from './citation.ts';
import { compareVersions, countKinds, foldWording, type ArticleChange, type ChangeKind } from './compare.ts';
import { keepStatute } from './import.server.ts';
import { factsOf, type StatuteFacts } from './official-facts.ts';
import { parseOfficialText, type OfficialArticle, type OfficialFrame, type TextProblem } from './official-text.ts';
import { article, statute, statuteVersion } from './schema.server.ts';
import { statuteKinds, statuteScopes, termFrom } from './statute.ts';

/** The longest statute has half a million characters. */
const LONGEST_TEXT = 3_000_000;
const SOURCE = '官方公布的文本，由本单位导入';

export const OfficialTextInput = z.object({
  text: z.string().min(1).max(LONGEST_TEXT),
  /** The first day on which the text is in force. */
  from: dayInput,
  source: optionalLine(400),
  /** What the version is called, 2025年修订; empty: as its history says. */
  label: optionalLine(100),
  /** For a statute that the library does not know: what its title and history do not say rightly. */
  issuer: optionalLine(200),
  kind: z.enum(statuteKinds).optional(),
  scope: z.enum(statuteScopes).optional()
});

type StoredVersion = typeof statuteVersion.$inferSelect;
export interface SideArticle {
  /** Null while the article is not in the library. */
  id: number | null;
  number: string;
  position: number;
  text: string | null;
  summary: string;
}

/** What an import would do, and what stands against it. */
export interface ImportPlan {
  facts: StatuteFacts;
  /** The library's statute; null when it is new. */
  known: { id: number; code: string } | null;
  label: string;
  effectiveTo: Day | null;
  articles: OfficialArticle[];
  frame: OfficialFrame;
  problems: TextProblem[];
  /** The version of this very day, when there is one: it gets its text, or a better one. */
  target: StoredVersion | undefined;
  /** The version that ends the day before. */
  ends: StoredVersion | undefined;
  /** What it was compared with: the version before, else the one after. */
  against: { version: StoredVersion; side: 'former' | 'next' } | null;
  changes: ArticleChange<SideArticle>[];
  /** How much of it the library does not have yet: articles, and the headings as one. */
  writes: number;
}

/** Reads a text, finds its statute and compares it article by article with the version before. Writes nothing. */
export const previewOfficialText = query('law.preview-official-text', {
  input: OfficialTextInput,
  allow: holds('law.manage'),
  async run(ctx, input) {
    const { facts, known, label, effectiveTo, articles, problems, target, ends, against, changes, writes } =
      await planImport(ctx, input);
    return {
      ...facts,
      known,
      label,
      from: input.from,
      effectiveTo,
      articles: articles.length,
      problems,
      /** The version gets its text; no other begins or ends. */
      fills: target !== undefined,
      same: target?.frame != null && writes === 0,
      ends: ends ? { label: ends.label, lastDay: addDays(input.from, -1) } : null,
      against: against && { label: against.version.label, side: against.side },
      changes,
      counts: countKinds(changes),
      /** Articles of the ending version that do not live on as they are: what cites them waits. */
      endedArticles: ends ? endedArticlesOf(changes) : []
    };
  }
});

const LIVES_ON: ReadonlySet<ChangeKind> = new Set(['unchanged', 'renumbered']);
const endedArticlesOf = (changes: readonly ArticleChange<SideArticle>[]) =>
  changes.flatMap(({ kind, before }) => (before?.id && !LIVES_ON.has(kind) ? [before.id] : []));

/**
 * Takes an official text in: a version that begins on the day, with all its articles, ending the version before; or
 * the text of the version that the library already has of that day. Summaries go over to articles that did not change.
 * The same text again writes nothing.
 *
 * @throws invalid with the code of the first problem that blocks; conflict `law.text-loses-articles` when a text that is
 *   there would lose some
 */
export const importOfficialText = command('law.import-official-text', {
  input: OfficialTextInput,
  allow: holds('law.manage'),
  async run(ctx, input) {
    const plan = await planImport(ctx, input);
    const blocking = plan.problems.find(({ blocks }) => blocks);
    if (blocking) throw invalid(blocking.code, { ...blocking.params, line: blocking.line });
    const { target, writes, changes, articles, facts } = plan;
    const done = { articles: articles.length, counts: countKinds(changes), from: input.from };
    if (target?.frame && writes === 0) return { ...done, code: plan.known!.code, changed: false };
    const { id: statuteId, code } = plan.known ?? (await addStatute(ctx, facts));
    const versionId = await keepVersion(ctx, statuteId, plan, input);
    await keepTexts(ctx, statuteId, versionId, articles);
    await carrySummaries(ctx, statuteId);
    return { ...done, code, changed: true };
  },
  trace: (_, { code, changed, ...detail }) => (changed ? { subject: 'statute', id: code, detail } : undefined)
});

async function planImport(ctx: Context, input: z.output<typeof OfficialTextInput>): Promise<ImportPlan> {
  const { title, articles, problems, history, preamble, headings, annex } = parseOfficialText(input.text);
  const guessed = factsOf({ title, history });
  const facts: StatuteFacts = {
    ...guessed,
    issuer: input.issuer || guessed.issuer,
    kind: input.kind ?? guessed.kind,
    scope: input.scope ?? guessed.scope
  };
  const known = await statuteByTitle(ctx, title);
  const versions = known
    ? await ctx.db.select().from(statuteVersion).where(eq(statuteVersion.statuteId, known.id))
    : [];
  const target = versions.find(({ effectiveFrom }) => effectiveFrom === input.from);
  const { effectiveTo, ends, former, next } = termFrom(versions, input.from);
  const own = target ? await articlesOf(ctx, target) : [];
  const fresh: SideArticle[] = articles.map((one) => ({ ...one, id: null, summary: summaryAt(own, one.position) }));
  const against = former ?? next;
  const other = against ? await articlesOf(ctx, against) : [];
  const frame = { history, preamble, headings, annex };
  const lost = own.filter(({ position }) => !articles.some((one) => one.position === position));
  if (target?.frame && lost.length && title)
    throw conflict('law.text-loses-articles', { label: target.label, number: lost[0]!.number, count: lost.length });
  for (const { number } of lost)
    problems.push({ line: 1, code: 'law.article-not-in-text', params: { number }, blocks: false });
  return {
    facts,
    known: known ?? null,
    label: target?.label ?? (input.label || guessed.label || `${input.from.slice(0, 4)}年施行`),
    effectiveTo: target ? target.effectiveTo : effectiveTo,
    articles,
    frame,
    problems,
    target,
    ends: target ? undefined : ends,
    against: against ? { version: against, side: former ? 'former' : 'next' } : null,
    changes: against ? (former ? compareVersions(other, fresh) : compareVersions(fresh, other)) : [],
    writes:
      articles.filter(({ position, text }) => own.find((one) => one.position === position)?.text !== text).length +
      (target?.frame && flat(target.frame) === flat(frame) ? 0 : 1)
  };
}

/** PostgreSQL keeps the keys of an object in an order of its own. */
const flat = ({ history, preamble, annex, headings }: OfficialFrame) =>
  JSON.stringify([
    history,
    preamble,
    annex,
    headings.map(({ level, title, before, text }) => [level, title, before, text])
  ]);

async function statuteByTitle(ctx: Context, title: string) {
  const folded = foldTitle(title);
  const rows = await ctx.db
    .select({ id: statute.id, code: statute.code, title: statute.title, shortTitle: statute.shortTitle })
    .from(statute);
  const found = rows.find((row) => foldTitle(row.title) === folded || foldTitle(row.shortTitle) === folded);
  return found && { id: found.id, code: found.code };
}

const articlesOf = (ctx: Context, version: StoredVersion): Promise<SideArticle[]> =>
  ctx.db
    .select({
      id: article.id,
      number: article.number,
      position: article.position,
      text: article.text,
      summary: article.summary
    })
    .from(article)
    .where(eq(article.versionId, version.id))
    .orderBy(asc(article.position));

const summaryAt = (articles: readonly SideArticle[], position: number) =>
  articles.find((one) => one.position === position)?.summary ?? '';

async function addStatute(ctx: Context, { label: _, issuedOn: __, ...facts }: StatuteFacts) {
  const codes = new Set((await ctx.db.select({ code: statute.code }).from(statute)).map(({ code }) => code));
  const stem =
    pinyinKey(facts.shortTitle)
      .replace(/[^a-z0-9]/g, '')
      .slice(0, 60) || 'statute';
  let code = stem;
  for (let number = 2; codes.has(code); number += 1) code = `${stem}-${number}`;
  return { id: await keepStatute(ctx, { ...facts, code }), code };
}

async function keepVersion(
  ctx: Context,
  statuteId: number,
  { target, ends, facts, label, effectiveTo, frame }: ImportPlan,
  { from, source }: z.output<typeof OfficialTextInput>
): Promise<number> {
  if (target) {
    const set = { frame, ...(source && { source }), issuedOn: target.issuedOn ?? facts.issuedOn };
    await ctx.db.update(statuteVersion).set(set).where(eq(statuteVersion.id, target.id));
    return target.id;
  }
  if (ends) {
    await ctx.db
      .update(statuteVersion)
      .set({ effectiveTo: addDays(from, -1) })
      .where(eq(statuteVersion.id, ends.id));
  }
  const version = { statuteId, label, issuedOn: facts.issuedOn, effectiveFrom: from, effectiveTo, frame };
  const [row] = await ctx.db
    .insert(statuteVersion)
    .values({ ...version, source: source || SOURCE })
    .returning({ id: statuteVersion.id });
  return row!.id;
}

/** Articles keep their rows, since records cite them. */
async function keepTexts(ctx: Context, statuteId: number, versionId: number, articles: readonly OfficialArticle[]) {
  const rows = await ctx.db.select().from(article).where(eq(article.versionId, versionId));
  const known = new Map(rows.map((row) => [row.position, row]));
  const added: (typeof article.$inferInsert)[] = [];
  for (const { number, position, text } of articles) {
    const wording = fingerprint(statuteId, text);
    const before = known.get(position);
    if (!before) added.push({ versionId, number, position, summary: '', text, wording });
    else if (before.text !== text) await ctx.db.update(article).set({ text, wording }).where(eq(article.id, before.id));
  }
  for (let at = 0; at < added.length; at += 500) await ctx.db.insert(article).values(added.slice(at, at + 500));
}

const fingerprint = (statuteId: number, text: string) =>
  createHash('sha256')
    .update(`${statuteId}\n${foldWording(text)}`)
    .digest('base64url')
    .slice(0, 22);

/** An article without a summary takes the newest that another version has of the same wording. */
async function carrySummaries(ctx: Context, statuteId: number) {
  const rows = await ctx.db
    .select({ id: article.id, wording: article.wording, summary: article.summary })
    .from(article)
    .innerJoin(statuteVersion, eq(statuteVersion.id, article.versionId))
    .where(eq(statuteVersion.statuteId, statuteId))
    .orderBy(asc(statuteVersion.effectiveFrom));
  const written = new Map(rows.filter(({ summary }) => summary).map(({ wording, summary }) => [wording, summary]));
  for (const { id, wording, summary } of rows) {
    const carried = wording && !summary ? written.get(wording) : undefined;
    if (carried) await ctx.db.update(article).set({ summary: carried }).where(eq(article.id, id));
  }
}
