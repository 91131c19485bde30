import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { dutyRoster, type RosterTeam } from '#lib/certification/duty-roster.server.ts';
import { activityName, problemText, remarkText } from '#lib/certification/duty-words.ts';
import { dayOf } from '#lib/platform/clock.ts';
import { dayInput } from '#lib/platform/input.ts';
import { writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import type { RequestHandler } from './$types';

/** The seven days from a day, as the roster shows them. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { from } = readQuery(url, z.object({ from: dayInput.optional() }));
  const teams = await locals.run(dutyRoster, { from: from ?? dayOf(locals.house.clock.now()), days: 7 });
  const bytes = await writeWorkbook<RosterTeam>(
    m.duty_sheet(),
    [
      { heading: m.duty_column_day(), width: 14, value: ({ day }) => day },
      { heading: m.duty_time(), value: ({ startsAt }) => startsAt },
      { heading: m.duty_task(), width: 24, value: ({ task }) => task },
      { heading: m.duty_place(), width: 24, value: ({ place }) => place },
      { heading: m.duty_activity(), width: 18, value: ({ activity }) => activityName(activity) },
      { heading: m.duty_field(), value: ({ field }) => field },
      {
        heading: m.duty_people(),
        width: 30,
        value: ({ members }) => members.map(({ name, staffNumber }) => `${name} ${staffNumber}`).join('、')
      },
      { heading: m.duty_verdict(), value: ({ verdict }) => (verdict.lawful ? m.duty_may() : m.duty_may_not()) },
      { heading: m.duty_words(), width: 50, value: wordsOf }
    ],
    teams
  );
  return download(`${m.duty_sheet()}.xlsx`, bytes, XLSX);
};

const wordsOf = ({ verdict, day, note }: RosterTeam) =>
  [
    ...verdict.problems.map((problem) => problemText(problem, day)),
    ...verdict.remarks.map((remark) => remarkText(remark, day)),
    note ?? ''
  ]
    .filter(Boolean)
    .join(' ');
