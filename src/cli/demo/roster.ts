import type { z } from 'zod';
import { addDays, type Day } from '#lib/platform/clock.ts';
import type { RosterRow } from '#lib/people/roster.ts';

/** The people of the demo town. Every name is 姓 + 某 + a cyclical sign, so that nobody can take it for a real one. */

export const demoUnits = [
  '党政综合办公室',
  '基层党建办公室',
  '经济发展办公室',
  '社会事务办公室',
  '应急管理办公室',
  '综合执法中心',
  '便民服务中心',
  '农业农村服务中心',
  '社会治理中心'
] as const;

type DemoPerson = z.input<typeof RosterRow>;

/** How many of the 71 card holders sit in each unit, in the order of `demoUnits`. */
const HOLDERS = [6, 5, 6, 7, 9, 18, 7, 7, 6];
const AUXILIARIES = 5;

const SURNAMES =
  '沈李周刘何许秦高罗唐陈杨王林郭马赵孙胡朱徐梁宋郑谢韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任卢姚姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊江阎薛侯雷';
const SIGNS = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥';

/** 71 cadres on the establishment with enforcement posts, then five auxiliaries of the enforcement centre. */
export function demoRoster(): DemoPerson[] {
  const firstDay: Day = '2008-01-01';
  const holders = HOLDERS.flatMap((count, unit) =>
    Array.from({ length: count }, (_, seat) => ({ unit: demoUnits[unit]!, seat }))
  );
  const people: DemoPerson[] = holders.map(({ unit, seat }, at) => ({
    ...identity(at),
    unit,
    post: seat === 0 ? '主任' : seat === 1 ? '副主任' : '科员',
    establishment: at % 3 === 2 ? 'public-institution' : 'administrative',
    enforcementPost: true,
    joinedOn: addDays(firstDay, (at * 2477) % 5800),
    leftOn: null
  }));
  const auxiliaries: DemoPerson[] = Array.from({ length: AUXILIARIES }, (_, at) => ({
    ...identity(holders.length + at),
    unit: '综合执法中心',
    post: '协管员',
    establishment: 'auxiliary',
    enforcementPost: false,
    joinedOn: addDays('2020-05-01', at * 365),
    leftOn: null
  }));
  return [...people, ...auxiliaries];
}

function identity(at: number) {
  return {
    row: at + 2,
    staffNumber: String(at + 1).padStart(3, '0'),
    name: `${[...SURNAMES][at % SURNAMES.length]}某${SIGNS[at % SIGNS.length]}`
  };
}
