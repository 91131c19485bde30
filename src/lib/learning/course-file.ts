/** A course as one Markdown file: what trainers exchange, and what comes with the portal. */
import { isDay, type Day } from '#lib/platform/clock.ts';
import { lessonKinds, type CaseStep, type CourseContent, type Lesson, type LessonKind } from './course.ts';

/** What the head of a file says. The audience is a town's own and is not part of it. */
export interface CourseHead {
  code: string;
  title: string;
  summary: string;
  topic: string;
  author: string;
  mandatory: boolean;
  minutes: number;
  lawAsOf: Day | null;
  cites: string;
}
export interface CourseFile extends CourseHead {
  content: CourseContent;
}

export interface FileProblem {
  /** Line of the file, from 1. */
  line: number;
  code: string;
  params: Record<string, string | number>;
}

/** Reads a file; what cannot be read is named with its line, never dropped. */
export function readCourseFile(text: string): { course: CourseFile; problems: FileProblem[] } {
  const problems: FileProblem[] = [];
  const lines = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((words, at) => ({ words, line: at + 1 }));
  const say: Say = (line, code, params = {}) => problems.push({ line, code, params });
  const end =
    lines[0]?.words.trim() === '---' ? lines.findIndex(({ words }, at) => at > 0 && words.trim() === '---') : -1;
  if (end < 0) say(1, 'learning.file-head');
  const head = readHead(lines.slice(1, Math.max(end, 1)), end < 0 ? () => undefined : say);
  const sections = readSections(lines.slice(end + 1), say);
  return { course: { ...head, content: { sections } }, problems };
}

interface Line {
  words: string;
  line: number;
}
type Say = (line: number, code: string, params?: FileProblem['params']) => void;

function readHead(lines: readonly Line[], say: Say): CourseHead {
  const fields = new Map<string, { value: string; line: number }>();
  for (const { words, line } of lines) {
    if (!words.trim()) continue;
    const [, name, value] = /^([a-z-]+):\s*(.*)$/.exec(words) ?? [];
    if (name === undefined || !headNames.includes(name))
      say(line, 'learning.file-head-line', { text: words.slice(0, 60) });
    else fields.set(name, { value: value!.trim(), line });
  }
  const read = (name: string) => fields.get(name)?.value ?? '';
  for (const name of ['code', 'title', 'topic', 'minutes']) if (!read(name)) say(1, 'learning.file-field', { name });
  const lawAsOf = read('law-as-of');
  if (lawAsOf && !isDay(lawAsOf)) say(fields.get('law-as-of')!.line, 'learning.file-day', { text: lawAsOf });
  if (read('minutes') && !/^\d{1,4}$/.test(read('minutes')))
    say(fields.get('minutes')!.line, 'learning.file-minutes', { text: read('minutes') });
  return {
    code: read('code'),
    title: read('title'),
    summary: read('summary'),
    topic: read('topic'),
    author: read('author'),
    mandatory: read('mandatory') === 'yes',
    minutes: Number(read('minutes')) || 0,
    lawAsOf: isDay(lawAsOf) ? lawAsOf : null,
    cites: read('cites')
  };
}

const headNames = ['code', 'title', 'summary', 'topic', 'author', 'mandatory', 'minutes', 'law-as-of', 'cites'];

function readSections(lines: readonly Line[], say: Say): CourseContent['sections'] {
  const sections: CourseContent['sections'] = [];
  const parts = splitAt(lines, /^#{1,2}\s/);
  for (const { words, line } of parts.before)
    if (words.trim()) say(line, 'learning.file-stray', { text: words.slice(0, 60) });
  for (const { heading, body } of parts.parts) {
    if (heading.words.startsWith('# ')) {
      sections.push({ title: heading.words.slice(2).trim(), lessons: [] });
      for (const { words, line } of body)
        if (words.trim()) say(line, 'learning.file-stray', { text: words.slice(0, 60) });
      continue;
    }
    const lesson = readLesson(heading, body, say);
    if (!sections.length) say(heading.line, 'learning.file-no-section');
    else if (lesson) sections.at(-1)!.lessons.push(lesson);
  }
  return sections;
}

const KEYED = /^#+\s+(?:\?\s*)?(.*?)\s*\{#([a-z0-9][a-z0-9-]{0,39})\}\s*$/;

function readLesson(heading: Line, body: readonly Line[], say: Say): Lesson | undefined {
  const [, title, key] = KEYED.exec(heading.words) ?? [];
  if (key === undefined) return void say(heading.line, 'learning.file-no-key', { text: heading.words.slice(0, 60) });
  const { fields, rest } = readLessonHead(body);
  const read = (name: string) => fields.get(name) ?? '';
  const kind = (read('kind') || 'text') as LessonKind;
  const head = { key, title: title! };
  const cites = read('cites');
  switch (kind) {
    case 'text':
      return { ...head, kind, body: joined(rest), cites };
    case 'pdf':
      return {
        ...head,
        kind,
        file: read('file'),
        cites,
        ...(Number(read('pages')) ? { pages: Number(read('pages')) } : {})
      };
    case 'video':
      return { ...head, kind, file: read('file'), seconds: Number(read('seconds')) || 0, cites };
    case 'check': {
      const questions = read('questions')
        .split(/[\s,，、;；]+/)
        .filter(Boolean);
      return { ...head, kind, questions, pass: Number(read('pass')) || Math.max(1, questions.length) };
    }
    case 'case': {
      const { before, steps } = readSteps(rest, say);
      return { ...head, kind, situation: joined(before), steps, cites };
    }
    default:
      return void say(heading.line, 'learning.file-kind', { kind, kinds: lessonKinds.join('、') });
  }
}

/** `kind:`, `cites:` … directly below the heading, up to the first empty or other line. */
function readLessonHead(body: readonly Line[]): { fields: Map<string, string>; rest: Line[] } {
  const fields = new Map<string, string>();
  let at = 0;
  for (; at < body.length; at += 1) {
    const [, name, value] = /^(kind|cites|questions|pass|file|pages|seconds):\s*(.*)$/.exec(body[at]!.words) ?? [];
    if (name === undefined) break;
    fields.set(name, value!.trim());
  }
  return { fields, rest: body.slice(at) };
}

const CHOICE = /^- \[([ xX])\]\s+(.*)$/;
const GOTO = /\s*\(goto:\s*([a-z0-9-]+)\s*\)\s*$/;

function readSteps(lines: readonly Line[], say: Say): { before: Line[]; steps: CaseStep[] } {
  const { before, parts } = splitAt(lines, /^### \?/);
  const steps = parts.flatMap(({ heading, body }): CaseStep[] => {
    const [, question, key] = KEYED.exec(heading.words) ?? [];
    if (key === undefined) {
      say(heading.line, 'learning.file-no-key', { text: heading.words.slice(0, 60) });
      return [];
    }
    const choices: { right: boolean; words: string }[] = [];
    const more: Line[] = [];
    for (const one of body) {
      const [, mark, words] = CHOICE.exec(one.words) ?? [];
      const last = choices.at(-1);
      if (mark !== undefined) choices.push({ right: mark !== ' ', words: words! });
      // An explanation may run over several lines.
      else if (last && one.words.trim()) last.words += `\n${one.words.trim()}`;
      else if (!last) more.push(one);
    }
    const whole = [question!, joined(more)].filter(Boolean).join('\n\n');
    return [{ key, question: whole, choices: choices.map(readChoice) }];
  });
  return { before, steps };
}

function readChoice({ right, words }: { right: boolean; words: string }): CaseStep['choices'][number] {
  const goto = GOTO.exec(words)?.[1];
  const [text = '', ...explanation] = words.replace(GOTO, '').split('=>');
  return { text: text.trim(), right, explanation: explanation.join('=>').trim(), ...(goto ? { goto } : {}) };
}

/** Lines parted at headings of a kind; inside a fenced block a # is no heading. */
function splitAt(lines: readonly Line[], heading: RegExp) {
  const before: Line[] = [];
  const parts: { heading: Line; body: Line[] }[] = [];
  let fenced = false;
  for (const one of lines) {
    if (/^(```|~~~)/.test(one.words)) fenced = !fenced;
    if (!fenced && heading.test(one.words)) parts.push({ heading: one, body: [] });
    else (parts.at(-1)?.body ?? before).push(one);
  }
  return { before, parts };
}

const joined = (lines: readonly Line[]) =>
  lines
    .map(({ words }) => words.trimEnd())
    .join('\n')
    .trim();

/** Writes a course as a file that reads back unchanged. */
export function writeCourseFile({ content, ...head }: CourseFile): string {
  const fields: [string, string | number | null][] = [
    ['code', head.code],
    ['title', head.title],
    ['summary', head.summary],
    ['topic', head.topic],
    ['author', head.author],
    ['mandatory', head.mandatory ? 'yes' : 'no'],
    ['minutes', head.minutes],
    ['law-as-of', head.lawAsOf],
    ['cites', head.cites]
  ];
  const sections = content.sections.map(({ title, lessons }) =>
    [`# ${title}`, ...lessons.map(writeLesson)].join('\n\n')
  );
  return `---\n${written(fields)}\n---\n\n${sections.join('\n\n')}\n`;
}

const written = (fields: [string, string | number | null | undefined][]) =>
  fields
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

function writeLesson(lesson: Lesson): string {
  const heading = `## ${lesson.title} {#${lesson.key}}`;
  const head = (...fields: [string, string | number | undefined][]) => {
    const lines = written([['kind', lesson.kind === 'text' ? '' : lesson.kind], ...fields]);
    return lines ? `${heading}\n${lines}` : heading;
  };
  switch (lesson.kind) {
    case 'text':
      return [head(['cites', lesson.cites]), lowered(lesson.body)].filter(Boolean).join('\n\n');
    case 'pdf':
      return head(['file', lesson.file], ['pages', lesson.pages], ['cites', lesson.cites]);
    case 'video':
      return head(['file', lesson.file], ['seconds', lesson.seconds], ['cites', lesson.cites]);
    case 'check':
      return head(['questions', lesson.questions.join(', ')], ['pass', lesson.pass]);
    case 'case':
      return [head(['cites', lesson.cites]), lowered(lesson.situation), ...lesson.steps.map(writeStep)]
        .filter(Boolean)
        .join('\n\n');
  }
}

/** In a file # and ## are sections and lessons: headings inside a lesson begin below them. */
const lowered = (markdown: string) => {
  const { before, parts } = splitAt(
    markdown.split('\n').map((words) => ({ words, line: 0 })),
    /^##?\s/
  );
  const lines = [
    before,
    ...parts.map(({ heading, body }) => [{ words: heading.words.replace(/^##?/, '###') }, ...body])
  ];
  return lines
    .flat()
    .map(({ words }) => words)
    .join('\n');
};

function writeStep({ key, question, choices }: CaseStep): string {
  const [first = '', ...more] = question.split('\n\n');
  const lines = choices.map(
    ({ text, right, explanation, goto }) =>
      `- [${right ? 'x' : ' '}] ${text} => ${explanation.replace(/\n/g, '\n  ')}${goto ? ` (goto: ${goto})` : ''}`
  );
  return [`### ? ${first} {#${key}}`, ...(more.length ? [more.join('\n\n')] : []), lines.join('\n')].join('\n');
}
