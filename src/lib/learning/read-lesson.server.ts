/** A lesson ready to be read: its Markdown rendered, its citations looked up. The same page serves a kept copy. */
import { z } from 'zod';
import { hoursRulesOn } from '#lib/hours/rules.server.ts';
import { citationsInWords, type CitationInWords } from '#lib/law/force.server.ts';
import { openCitations } from '#lib/law/resolve.server.ts';
import { holds } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { query, type Context } from '#lib/platform/door.server.ts';
import type { OpenCase } from './case.server.ts';
import { courseCode, lessonKey, type CaseChoice } from './course.ts';
import { renderMarkdown, type SafeHtml } from '#lib/platform/markdown.server.ts';
import { citedInline } from './markings.ts';
import { openLesson, type LessonContent, type OpenLesson } from './open-course.server.ts';

export interface ReadStep {
  key: string;
  question: SafeHtml;
  choices: (Omit<CaseChoice, 'explanation'> & { explanation: SafeHtml })[];
}
export interface ReadCase extends Omit<OpenCase, 'situation' | 'cites' | 'steps'> {
  situation: SafeHtml;
  steps: ReadStep[];
}

export type ReadContent =
  | { kind: 'text'; body: SafeHtml }
  | Omit<Extract<LessonContent, { kind: 'pdf' }>, 'cites'>
  | Omit<Extract<LessonContent, { kind: 'video' }>, 'cites'>
  | Extract<LessonContent, { kind: 'check' }>
  | ReadCase;

export interface ReadLesson extends Omit<OpenLesson, 'content'> {
  content: ReadContent;
  /** What the lesson as a whole rests on. */
  rests: CitationInWords[];
  /** The articles cited in the text, by the words as written. */
  cited: Record<string, CitationInWords[]>;
  /** What the course credits, in 学时 rounded down to halves. */
  hours: number;
  /** Whose page this is: what a phone keeps of it is kept for this account alone. */
  owner: number;
  now: Instant;
}

/** One lesson of the acting person, ready to be read. */
export const readLesson = query('learning.read-lesson', {
  input: z.object({ course: courseCode, lesson: lessonKey }),
  allow: holds('learn.use'),
  async run(ctx, input): Promise<ReadLesson> {
    const { content, ...opened } = await ctx.call(openLesson, input);
    const texts = markdownOf(content);
    const cites = 'cites' in content ? content.cites : '';
    const { cited, rests } = await lookUp(ctx, [...new Set(texts.flatMap(citedInline))], cites);
    const { minutesPerHour } = await hoursRulesOn(ctx, ctx.today);
    return {
      ...opened,
      content: rendered(content, (text) => renderMarkdown(text, (words) => cited[words]?.[0]?.href)),
      rests,
      cited,
      hours: Math.floor((opened.course.minutes / minutesPerHour) * 2) / 2,
      owner: ctx.actor.accountId ?? 0,
      now: ctx.now
    };
  }
});

function markdownOf(content: LessonContent): string[] {
  if (content.kind === 'text') return [content.body];
  if (content.kind !== 'case') return [];
  const { situation, steps } = content;
  return [
    situation,
    ...steps.flatMap(({ question, choices }) => [question, ...choices.map(({ explanation }) => explanation)])
  ];
}

async function lookUp(ctx: Context, written: readonly string[], cites: string) {
  const cited: Record<string, CitationInWords[]> = {};
  if (!written.length && !cites) return { cited, rests: [] };
  const resolve = await openCitations(ctx);
  for (const words of written) {
    const found = await citationsInWords(ctx, resolve(words, ctx.today).citations);
    if (found.length) cited[words] = found;
  }
  return { cited, rests: await citationsInWords(ctx, resolve(cites, ctx.today).citations) };
}

function rendered(content: LessonContent, render: (text: string) => SafeHtml): ReadContent {
  switch (content.kind) {
    case 'text':
      return { kind: 'text', body: render(content.body) };
    case 'pdf': {
      const { cites: _, ...rest } = content;
      return rest;
    }
    case 'video': {
      const { cites: _, ...rest } = content;
      return rest;
    }
    case 'check':
      return content;
    case 'case': {
      const { situation, steps, cites: _, ...standing } = content;
      return {
        ...standing,
        situation: render(situation),
        steps: steps.map(({ key, question, choices }) => ({
          key,
          question: render(question),
          choices: choices.map((choice) => ({ ...choice, explanation: render(choice.explanation) }))
        }))
      };
    }
  }
}
