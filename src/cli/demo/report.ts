/** Last year's report with its typed totals, frozen in spring; of this year some totals, so that some are still missing. */
import { dayOf, instantOf, type Day } from '#lib/platform/clock.ts';
import { saveText } from '#lib/reporting/annual/draft-text.server.ts';
import { freezeReport } from '#lib/reporting/annual/snapshot.server.ts';
import { typeTotal } from '#lib/reporting/annual/typed.server.ts';
import type { TypedKey } from '#lib/reporting/annual/typed.ts';
import { chooseMonthlyReaders, monthlyReaders } from '#lib/reporting/monthly/sending.server.ts';
import type { Stage } from './town.ts';

type Typed = [key: TypedKey, value: number, source: string];

const lastYear: Typed[] = [
  ['groupStudies', 5, '党政办中心组学习台账（演示）'],
  ['inspections', 10, '党政办督查通报汇编（演示）'],
  ['disclosures', 640, '政务公开平台年报（演示）'],
  ['documents', 21, '党政办发文登记簿（演示）'],
  ['suitsFiled', 1, '司法所应诉台账（演示）'],
  ['suitsClosed', 1, '司法所应诉台账（演示）'],
  ['suitsLost', 0, '司法所应诉台账（演示）'],
  ['suitHearings', 1, '司法所应诉台账（演示）'],
  ['headAppearances', 1, '司法所应诉台账（演示）'],
  ['reviewsFiled', 2, '司法所复议台账（演示）'],
  ['reviewsClosed', 2, '司法所复议台账（演示）'],
  ['reviewsCorrected', 0, '司法所复议台账（演示）'],
  ['mediations', 310, '矛调中心年度报表（演示）'],
  ['mediationsSettled', 306, '矛调中心年度报表（演示）'],
  ['clues', 9, '镇纪委函告总数（演示）'],
  ['cluesFiled', 4, '镇纪委函告总数（演示）'],
  ['punished', 4, '镇纪委函告总数（演示）']
];
const thisYear: Typed[] = [
  ['groupStudies', 6, '党政办中心组学习台账（演示）'],
  ['inspections', 11, '党政办督查通报汇编（演示）'],
  ['suitsFiled', 0, '司法所应诉台账（演示）'],
  ['suitsClosed', 0, '司法所应诉台账（演示）'],
  ['suitsLost', 0, '司法所应诉台账（演示）'],
  ['mediations', 287, '矛调中心月报累计（演示）'],
  ['mediationsSettled', 285, '矛调中心月报累计（演示）']
];

/** @returns how many totals were typed in */
export async function fillReport({ door, clock, now, as }: Stage): Promise<number> {
  const supervisor = as('034');
  const year = Number(dayOf(now).slice(0, 4));
  const enter = async (of: number, totals: Typed[]) => {
    for (const [key, value, source] of totals) await door.run(typeTotal, supervisor, { year: of, key, value, source });
  };
  clock.set(Math.min(instantOf(`${year}-02-20` as Day, '10:00'), now));
  await enter(year - 1, lastYear);
  await door.run(freezeReport, supervisor, { year: year - 1, note: '报区委依法治区办稿（演示）' });
  clock.set(now);
  await enter(year, thisYear);
  await door.run(typeTotal, supervisor, {
    ...{ year, key: 'inspections' as const, value: 12, source: '党政办督查通报汇编（演示）' },
    reason: '漏计 10 月一期（演示）'
  });
  await door.run(saveText, supervisor, {
    ...{ year, section: 'plans' as const, locale: 'zh-CN' as const },
    words: `${year + 1}年，重点抓好三件事：一是学时按月通报，年中补齐差得多的人；二是证件到期前 90 天备齐换证材料；三是“老带新”按季考核，不拖期。`
  });
  const readers = await door.run(monthlyReaders, supervisor, {});
  await door.run(chooseMonthlyReaders, supervisor, { accountIds: readers.map(({ accountId }) => accountId) });
  return lastYear.length + thisYear.length + 1;
}
