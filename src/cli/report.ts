import { writeFile } from 'node:fs/promises';
import { system } from '#lib/platform/actor.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { paperOf } from '#lib/reporting/annual/document.ts';
import { yearPeriod } from '#lib/reporting/annual/figure.ts';
import { figureOf } from '#lib/reporting/annual/figures.ts';
import { pdfPaper, wordPaper } from '#lib/reporting/annual/paper.server.ts';
import { annualReport } from '#lib/reporting/annual/report.server.ts';
import { figureName, valueText } from '#lib/reporting/annual/words.ts';
import type { Command } from './command.ts';

/** The yearly report from the command line: its figures, or its papers as files. */
export const report: Command = {
  usage: '[--year Y] [--docx FILE] [--pdf FILE]',
  says: 'the figures of the yearly report, or its draft as Word or PDF',
  needsPortal: true,
  async run({ portal, options }) {
    const now = portal.house.clock.now();
    const year = Number(options.year ?? dayOf(now).slice(0, 4));
    if (!Number.isInteger(year)) throw new Error('--year wants a number, such as 2026');
    const found = await portal.run(annualReport, system, yearPeriod(year));
    const paper = paperOf(found, now);
    const files: string[] = [];
    const write = async (path: string | boolean | undefined, bytes: () => Promise<Uint8Array>) => {
      if (typeof path !== 'string') return;
      await writeFile(path, await bytes());
      files.push(path);
    };
    await write(options.docx, () => wordPaper(paper));
    await write(options.pdf, () => pdfPaper(paper));
    const { figures, gaps, on, definitions, period } = found;
    const zh = { locale: 'zh-CN' } as const;
    const lines = figures.map(
      ({ key, ...figure }) => `  ${figureName[key]({}, zh)}: ${valueText(figure, figureOf(key).unit, 'zh-CN')}`
    );
    return {
      result: {
        ...{ year, period, on, definitions, files, missing: gaps.length },
        figures: figures.map(({ key, value, part, of, previous, rows, typed }) => ({
          ...{ key, unit: figureOf(key).unit, value, part, of, previous, rows },
          source: typed ? { typed: typed.source, by: typed.by, at: typed.at } : figureOf(key).source
        }))
      },
      lines: files.length ? files.map((file) => `Written: ${file}`) : lines
    };
  }
};
