/**
 * Search everywhere: asks each room its own question, with the rights and the reach of whoever asks. What a room would
 * not show, it does not find; this room sees no table and decides nothing.
 */
import { z } from 'zod';
import { findExams, seesExams } from '#lib/assessment/find-exams.server.ts';
import { findQuestions } from '#lib/assessment/find-questions.server.ts';
import { listCertificates } from '#lib/certification/register.server.ts';
import { findCases } from '#lib/complaints/find-cases.server.ts';
import { searchArticles } from '#lib/law/article-search.server.ts';
import { searchedArticle, searchedWords } from '#lib/law/citation.ts';
import { findStatutes } from '#lib/law/find-statutes.server.ts';
import { snippetOf } from '#lib/law/snippet.ts';
import { findCourses } from '#lib/learning/find-courses.server.ts';
import { findSessions } from '#lib/learning/find-sessions.server.ts';
import { seesSessions } from '#lib/learning/session.server.ts';
import { findEvents } from '#lib/outreach/find-events.server.ts';
import { findPeople } from '#lib/people/find-people.server.ts';
import { signedIn } from '#lib/platform/actor.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import { wordsOf } from '#lib/platform/finding.server.ts';
import { optionalLine } from '#lib/platform/input.ts';
import { folded } from '#lib/platform/pinyin.ts';
import { MOST, type Group, type Hit, type Kind } from './found.ts';
import { marked } from './marks.ts';

/** Everything that the words find, grouped by kind; groups without a hit are left out, and so is every count. */
export const searchEverywhere = query('search.everywhere', {
  input: z.object({ q: optionalLine(60) }),
  allow: signedIn,
  async run(ctx, { q }): Promise<Group[]> {
    if (!q) return [];
    const groups = await Promise.all(askable.map((kind): Promise<Group | undefined> => asking[kind](ctx, q)));
    return groups.filter((group) => group !== undefined && group.hits.length > 0) as Group[];
  }
});

type Asked = { [K in Exclude<Kind, 'screen'>]: (ctx: Context, q: string) => Promise<GroupOf<K> | undefined> };
interface GroupOf<K extends Kind> {
  kind: K;
  hits: Hit<K>[];
  more: string | null;
}

/** One more than is shown tells whether there is more. */
const most = MOST + 1;

function grouped<K extends Kind, Row>(
  kind: K,
  rows: readonly Row[],
  list: string | null,
  hit: (row: Row) => Hit<K>
): GroupOf<K> {
  return { kind, hits: rows.slice(0, MOST).map(hit), more: rows.length > MOST ? list : null };
}

const listOf = (path: string, filter: Record<string, string>) => `${path}?${new URLSearchParams(filter)}`;
const part = (value: string | number) => encodeURIComponent(value);

const asking: Asked = {
  async person(ctx, q) {
    const rows = await ctx.call(findPeople, { q, most });
    const list = ctx.actor.may('cadres.view') ? listOf('/people', { q, state: 'all' }) : null;
    return grouped('person', rows, list, ({ name, ...facts }) => ({
      href: `/people/${part(facts.staffNumber)}`,
      title: marked(name, [folded(q)]),
      facts
    }));
  },
  async card(ctx, q) {
    if (!listCertificates.allow(ctx.actor)) return undefined;
    const { rows } = await ctx.call(listCertificates, { q, pageSize: most });
    return grouped('card', rows, listOf('/register', { q }), ({ id, number, staffNumber, ...row }) => ({
      href: `/register/${part(staffNumber)}?card=${id}`,
      title: marked(number, [folded(q)]),
      facts: { name: row.name, unitName: row.unitName, state: row.state, expiresOn: row.expiresOn }
    }));
  },
  async case(ctx, q) {
    if (!findCases.allow(ctx.actor)) return undefined;
    const rows = await ctx.call(findCases, { q, most });
    return grouped('case', rows, listOf('/complaints', { q }), ({ id, number, stage, receivedOn }) => ({
      href: `/complaints/${id}`,
      title: marked(number, [folded(q)]),
      facts: { stage, receivedOn }
    }));
  },
  async course(ctx, q) {
    if (!findCourses.allow(ctx.actor)) return undefined;
    const rows = await ctx.call(findCourses, { q, most });
    const making = ctx.actor.may('course.manage');
    const list = making ? listOf('/courses', { q }) : listOf('/learn', { view: 'catalogue', q });
    return grouped('course', rows, list, ({ code, title, topic, status, mandatory }) => ({
      href: `/${making ? 'courses' : 'learn'}/${part(code)}`,
      title: marked(title, wordsOf(q)),
      facts: { topic, status, mandatory }
    }));
  },
  async session(ctx, q) {
    if (!findSessions.allow(ctx.actor)) return undefined;
    const rows = await ctx.call(findSessions, { q, most });
    const list = seesSessions(ctx.actor) ? listOf('/sessions', { tab: 'manage', q }) : '/sessions';
    return grouped('session', rows, list, ({ id, title, ...facts }) => ({
      href: `/sessions/${id}`,
      title: marked(title, wordsOf(q)),
      facts
    }));
  },
  async exam(ctx, q) {
    if (!findExams.allow(ctx.actor)) return undefined;
    const rows = await ctx.call(findExams, { q, most });
    const list = seesExams(ctx.actor) ? listOf('/exams', { tab: 'manage', q }) : '/exams';
    return grouped('exam', rows, list, ({ id, title, ...facts }) => ({
      href: `/exams/${id}`,
      title: marked(title, wordsOf(q)),
      facts
    }));
  },
  async statute(ctx, q) {
    if (!findStatutes.allow(ctx.actor)) return undefined;
    const rows = await ctx.call(findStatutes, { q, most });
    return grouped('statute', rows, listOf('/law', { q }), ({ code, title, shortTitle, inForce }) => ({
      href: `/law/${part(code)}`,
      title: marked(shortTitle, wordsOf(q)),
      facts: { title, inForce }
    }));
  },
  async article(ctx, q) {
    if (!searchArticles.allow(ctx.actor)) return undefined;
    const { rows } = await ctx.call(searchArticles, { q, pageSize: most });
    return grouped('article', rows, listOf('/law', { q, find: 'articles' }), (row) => ({
      href: row.href,
      title: marked(
        `${row.shortTitle} ${row.number}`,
        searchedWords(q).map((word) => (searchedArticle(word) === row.position ? row.number : word))
      ),
      facts: { snippet: row.snippet, inForce: row.inForce }
    }));
  },
  async question(ctx, q) {
    if (!findQuestions.allow(ctx.actor)) return undefined;
    const rows = await ctx.call(findQuestions, { q, most });
    const words = wordsOf(q);
    return grouped('question', rows, listOf('/bank', { q }), ({ stem, ...facts }) => ({
      href: `/bank/${part(facts.code)}`,
      title: snippetOf(stem, words) ?? marked(stem, words),
      facts
    }));
  },
  async event(ctx, q) {
    if (!findEvents.allow(ctx.actor)) return undefined;
    const rows = await ctx.call(findEvents, { q, most });
    return grouped('event', rows, listOf('/outreach', { q }), ({ id, theme, place, heldOn }) => ({
      href: `/outreach/${id}`,
      title: marked(theme, wordsOf(q)),
      facts: { place, heldOn }
    }));
  }
};

const askable = Object.keys(asking) as (keyof Asked)[];
