/**
 * The catalogue as plain text, so that a trainer can rework it whole, print it, or bring it from elsewhere: one line a thing,
 * headed by what it is. Pure. Reading back what was written gives the same catalogue.
 *
 *     场地：中心大街、桥头大集
 *     ## 当场处罚 (on-the-spot)
 *     ### 填写当场处罚文书 (spot-form)
 *     - 编号和格式正确
 *     标准：没有涂改，别人一看就懂。
 *     依据：行政处罚法 第五十二条
 *     场地：镇政府、中心大街
 *     要求：2 次，做
 */
import type { Catalogue, Level, PracticeTask } from './catalogue.ts';

const marks: Record<Level, string> = { watch: '看', assist: '协', perform: '做', alone: '独' };

export function catalogueText({ sites, areas }: Catalogue): string {
  const lines = [`场地：${sites.join('、')}`];
  for (const area of areas) {
    lines.push('', `## ${area.title} (${area.key})`);
    for (const task of area.tasks) {
      lines.push(
        '',
        `### ${task.title} (${task.key})`,
        ...task.steps.map((step) => `- ${step}`),
        `标准：${task.standard}`
      );
      if (task.cites) lines.push(`依据：${task.cites}`);
      if (task.sites.length) lines.push(`场地：${task.sites.join('、')}`);
      lines.push(`要求：${task.needed} 次，${marks[task.reach]}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

export interface TextProblem {
  line: number;
  code: 'mentoring.text-outside' | 'mentoring.text-heading' | 'mentoring.text-asks' | 'mentoring.text-line';
}

type Draft = Omit<Catalogue, 'areas'> & { areas: { key: string; title: string; tasks: PracticeTask[] }[] };

/** Reads the text back. What cannot be read is named with its line, never dropped. */
export function readCatalogueText(text: string): { catalogue: Draft; problems: TextProblem[] } {
  const catalogue: Draft = { sites: [], areas: [] };
  const problems: TextProblem[] = [];
  let task: PracticeTask | undefined;
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line) problems.push(...read(line, at + 1));
  }
  return { catalogue, problems };

  function read(line: string, number: number): TextProblem[] {
    const problem = (code: TextProblem['code']): TextProblem[] => [{ line: number, code }];
    const heading = /^(#{2,3})\s*(.+?)\s*[（(]([a-z][a-z0-9-]*)[)）]$/.exec(line);
    if (line.startsWith('#')) {
      if (!heading) return problem('mentoring.text-heading');
      const [, depth, title = '', key = ''] = heading;
      if (depth === '##') {
        task = undefined;
        catalogue.areas.push({ key, title, tasks: [] });
        return [];
      }
      const area = catalogue.areas.at(-1);
      if (!area) return problem('mentoring.text-outside');
      task = { key, title, steps: [], standard: '', cites: '', sites: [], needed: 1, reach: 'perform' };
      area.tasks.push(task);
      return [];
    }
    const [, name, value = ''] = /^(场地|标准|依据|要求)[：:]\s*(.*)$/.exec(line) ?? [];
    const step = /^[-·]\s*(.+)$/.exec(line)?.[1];
    if (name === '场地') {
      const sites = value
        .split(/[、,，]/)
        .map((site) => site.trim())
        .filter(Boolean);
      if (task) task.sites = sites;
      else catalogue.sites = sites;
      return [];
    }
    if (!task) return problem('mentoring.text-outside');
    if (step) task.steps.push(step);
    else if (name === '标准') task.standard = value;
    else if (name === '依据') task.cites = value;
    else if (name === '要求') {
      const [, needed, mark] = /^(\d{1,2})\s*次[，,\s]*([看协做独])$/.exec(value) ?? [];
      const reach = (Object.keys(marks) as Level[]).find((level) => marks[level] === mark);
      if (!needed || !reach) return problem('mentoring.text-asks');
      task.needed = Number(needed);
      task.reach = reach;
    } else return problem('mentoring.text-line');
    return [];
  }
}
