import { unitStrengths, type TopicStrength } from '#lib/assessment/practice-units.server.ts';
import { shareWords } from '#lib/assessment/practice-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import type { RequestHandler } from './$types';

/** The table as it is on the page: what is hidden there is hidden here. */
export const GET: RequestHandler = async ({ locals }) => {
  const { topics, units, to, wholeTown } = await locals.run(unitStrengths, {});
  const sheet = m.practice_units();
  const bytes = await writeWorkbook<TopicStrength>(
    sheet,
    [
      { heading: m.practice_units_topic(), width: 28, value: ({ topic }) => topic },
      ...(wholeTown ? [{ heading: m.practice_units_all(), value: ({ all }: TopicStrength) => shareWords(all) }] : []),
      ...units.map(({ name }, at) => ({
        heading: name,
        value: ({ units: shares }: TopicStrength) => shareWords(shares[at] ?? null)
      }))
    ],
    topics
  );
  return download(`${sheet} ${to}.xlsx`, bytes, XLSX);
};
