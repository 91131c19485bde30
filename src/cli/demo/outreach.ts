import { deflateSync, crc32 } from 'node:zlib';
import { bringDates, yearCalendar, type YearDate } from '#lib/outreach/date.server.ts';
import { saveDrill } from '#lib/outreach/drill.server.ts';
import { saveEvent } from '#lib/outreach/event.server.ts';
import type { EventInput } from '#lib/outreach/event-input.ts';
import { usualPlaces } from '#lib/outreach/event.ts';
import { addEventPhoto, keepEventPhoto } from '#lib/outreach/photo.server.ts';
import { saveTeam } from '#lib/outreach/team.server.ts';
import { importVillages } from '#lib/outreach/village-import.server.ts';
import { listVillages } from '#lib/outreach/village.server.ts';
import { recordVisit } from '#lib/outreach/visit.server.ts';
import { addDays, dayOf, daysBetween, HOUR, instantOf, type Day } from '#lib/platform/clock.ts';
import type { Stage } from './town.ts';

const TRAINER = '035';
/** Those who speak most; the first is the officer whom a visitor becomes by one tap. */
const SPEAKERS = ['001', '012', '015', '018', '026', '036', '040', '044', '052', '058'];
const EVENTS = 95;
/** Every so many is large, until there are 36. */
const LARGE = 36;

const themes: { theme: string; kind: EventInput['kind']; cites?: string }[] = [
  { theme: '占道经营怎么管', kind: 'street' },
  { theme: '养犬登记与文明养犬', kind: 'street' },
  { theme: '消防通道不能堵', kind: 'street', cites: '消防法 第六十条' },
  { theme: '村民建房先办手续', kind: 'door', cites: '城乡规划法 第六十五条' },
  { theme: '处罚与教育相结合', kind: 'case', cites: '行政处罚法 第六条' },
  { theme: '拖拉机载人的危险', kind: 'talk', cites: '道路交通安全法 第五十五条' }
];

/** A year of talks, lawyers' visits and drills. @returns how many records there are. */
export async function fillOutreach(stage: Stage): Promise<number> {
  const { door, clock, now, as } = stage;
  const newYear = `${dayOf(now).slice(0, 4)}-01-01` as Day;
  clock.set(instantOf(newYear, '00:30'));
  await door.run(bringDates, as(TRAINER), {});
  const dates = await door.run(yearCalendar, as(TRAINER), { year: Number(newYear.slice(0, 4)) });
  await holdEvents(stage, newYear, dates);
  clock.set(now);
  await planAhead(stage, dates);
  const visits = await visitVillages(stage, newYear);
  const drills = await holdDrills(stage, newYear);
  clock.set(now);
  return EVENTS + visits + drills;
}

async function holdEvents({ door, clock, now, files, holders, as }: Stage, newYear: Day, dates: readonly YearDate[]) {
  const idOf = new Map(holders.map(({ staffNumber, id }) => [staffNumber, id]));
  const speakers = SPEAKERS.filter((number) => idOf.has(number));
  const length = daysBetween(newYear, dayOf(now));
  for (let at = 0; at < EVENTS; at += 1) {
    const heldOn = dutyDay(dates, addDays(newYear, Math.floor((length * (at + 1)) / EVENTS)), dayOf(now));
    const large = Math.floor(((at + 1) * LARGE) / EVENTS) > Math.floor((at * LARGE) / EVENTS);
    // Of several that fit, the single day comes before the month.
    const date = dates
      .filter(({ from, to }) => from <= heldOn && heldOn <= to)
      .sort((one, other) => daysBetween(one.from, one.to) - daysBetween(other.from, other.to))[0];
    const about = date ? { theme: date.theme, kind: 'street' as const } : themes[at % themes.length]!;
    const number = speakers[(at * 3) % speakers.length]!;
    const others = large ? [speakers[(at * 3 + 1) % speakers.length]!] : [];
    clock.set(Math.min(now, instantOf(heldOn, '11:30')));
    const { id: eventId } = await door.run(saveEvent, as(number), {
      ...{ minutes: 30, cites: '', ...about },
      heldOn,
      place: usualPlaces[at % usualPlaces.length]!,
      dateId: date?.id ?? null,
      large,
      headcount: large ? 240 + ((at * 37) % 140) : 18 + ((at * 23) % 55),
      countMethod: at % 5 === 2 ? 'count' : large && at % 4 === 0 ? 'sign-in' : 'estimate',
      speakerIds: [number, ...others].map((one) => idOf.get(one)!),
      guests: at % 9 === 4 ? '示例区司法局' : '',
      materials: large ? [{ name: '演示宣传册', pieces: 100 + ((at * 13) % 90) }] : []
    });
    // The newest of the officer's own shows what a photo looks like.
    if (at >= EVENTS - speakers.length && number === speakers[0])
      await door.run(addEventPhoto, as(number), { eventId, ...(await keepEventPhoto(files, stall())) });
  }
}

/** The duty date that lies within a day, or the day itself. */
function dutyDay(dates: readonly YearDate[], day: Day, today: Day): Day {
  const near = dates.find(({ from, to }) => from === to && Math.abs(daysBetween(from, day)) <= 1 && from <= today);
  return near?.from ?? day;
}

/** What lies ahead, and one whose day has come without a record. */
async function planAhead({ door, clock, now, holders, as }: Stage, dates: readonly YearDate[]) {
  const today = dayOf(now);
  const speaker = holders.find(({ staffNumber }) => staffNumber === SPEAKERS[0])!;
  const plan = (theme: string, heldOn: Day, dateId: number | null) =>
    door.run(saveEvent, as(speaker.staffNumber), {
      ...{ theme, heldOn, dateId, kind: 'street', place: usualPlaces[1], large: false, headcount: null },
      ...{ countMethod: null, minutes: 30, speakerIds: [speaker.id], materials: [] }
    });
  clock.set(now - 72 * HOUR);
  await plan('店外经营劝导', addDays(today, -1), null);
  clock.set(now);
  const next = dates.filter(({ from }) => from > today).at(-1);
  if (next) await plan(next.theme, next.from, next.id);
}

const LAWYERS = ['演示律师甲', '演示律师乙', '演示律师丙', '演示律师丁', '演示律师戊', '演示律师己'];
const VILLAGES = 52;
/** The villages that had fewer than four visits, by their place in the list. */
const FEWER = new Map([
  [6, 3],
  [19, 3],
  [27, 2],
  [38, 3],
  [45, 1]
]);
const done = ['审查土地承包合同 2 份', '解答咨询 4 人次', '讲解民法典婚姻家庭编', '修改村规民约 1 稿', '参加调解 1 件'];

async function visitVillages({ door, clock, now, as }: Stage, newYear: Day): Promise<number> {
  const trainer = as(TRAINER);
  const lawyerOf = (at: number) => LAWYERS[at % LAWYERS.length]!;
  const names = Array.from({ length: VILLAGES }, (_, at) => `${numeral(at + 1)}号村`);
  clock.set(instantOf(newYear, '01:00'));
  await door.run(importVillages, trainer, {
    rows: names.map((name, at) => ({ row: at + 2, name, lawyer: lawyerOf(at) }))
  });
  const { rows } = await door.run(listVillages, trainer, { pageSize: 200 });
  const villageId = new Map(rows.map(({ name, id }) => [name, id]));
  const length = daysBetween(newYear, dayOf(now));
  let visits = 0;
  for (let round = 0; round < 4; round += 1) {
    const begins = addDays(newYear, Math.floor((length * round) / 4));
    clock.set(Math.min(now, instantOf(addDays(newYear, Math.floor((length * (round + 1)) / 4)), '16:00')));
    // Sent at once they share one commit.
    const sent = names.flatMap((name, at) =>
      (FEWER.get(at) ?? 4) <= round
        ? []
        : [
            door.run(recordVisit, trainer, {
              villageId: villageId.get(name)!,
              visitedOn: addDays(begins, Math.floor((((at * 7) % VILLAGES) * (length / 4)) / VILLAGES)),
              lawyer: lawyerOf(at),
              done: done[(at + round) % done.length]!,
              minutes: 60 + ((at + round) % 3) * 30
            })
          ]
    );
    visits += (await Promise.all(sent)).length;
  }
  return visits;
}

async function holdDrills({ door, clock, now, holders, as }: Stage, newYear: Day): Promise<number> {
  const trainer = as(TRAINER);
  const cadreIds = holders.slice(10, 22).map(({ id }) => id);
  clock.set(instantOf(newYear, '01:30'));
  const team = await door.run(saveTeam, trainer, {
    name: '演示镇应急队',
    kind: 'emergency-team',
    people: 80,
    cadreIds
  });
  const mediators = await door.run(saveTeam, trainer, {
    name: '演示村调解员',
    kind: 'mediators',
    people: 104,
    cadreIds: []
  });
  const held = [
    ['春季护林防火演练', '集结、风力灭火机操作、开设隔离带', '对讲机频道没有统一\n两台灭火机需要检修', 0.25, 74],
    ['防汛抢险演练', '转移群众、装填沙袋、抽水泵架设', '夜间照明不足', 0.5, 78],
    ['占道经营集中整治演练', '现场警戒、劝离话术、执法记录', '分工要提前写到人', 0.7, 69],
    ['消防疏散演练', '报警、疏散、初期火灾扑救', '', 0.92, 76]
  ] as const;
  const length = daysBetween(newYear, dayOf(now));
  for (const [title, practised, lessons, when, attended] of held) {
    const heldOn = addDays(newYear, Math.floor(length * when));
    clock.set(Math.min(now, instantOf(heldOn, '17:00')));
    await door.run(saveDrill, trainer, {
      ...{ title, practised, lessons, attended, heldOn },
      ...{ teamId: team.id, kind: 'drill', place: '演示训练场', minutes: 120 }
    });
  }
  await door.run(saveDrill, trainer, {
    ...{ teamId: mediators.id, kind: 'training', title: '人民调解业务培训', place: '中心三楼会议室', minutes: 150 },
    ...{
      heldOn: dayOf(Math.min(now, clock.now())),
      attended: 97,
      practised: '调解协议怎么写\n婚姻家庭纠纷案例',
      lessons: ''
    }
  });
  return held.length + 1;
}

/** 1 to 99 in Chinese numerals. */
function numeral(value: number): string {
  const signs = ['', ...'一二三四五六七八九'];
  const tens = Math.floor(value / 10);
  return `${tens > 1 ? signs[tens] : ''}${tens ? '十' : ''}${signs[value % 10]}`;
}

/** A drawn stall under an awning, so that no photo of anybody is needed: 64 by 48 points, colours from a list of four. */
function stall(): Uint8Array {
  const [width, height] = [64, 48];
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const awning = y >= 12 && y < 22 && x > 7 && x < 56;
      const table = y >= 32 && y < 42 && x > 11 && x < 52;
      rows[y * (width + 1) + 1 + x] = awning ? 1 + (Math.floor(x / 6) % 2) : table ? 1 : y >= 42 ? 3 : 0;
    }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8);
  const colours = Buffer.from('e8eef2' + '2f4a7a' + 'f4efe4' + 'b9b2a2', 'hex');
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    part('IHDR', head),
    part('PLTE', colours),
    part('IDAT', deflateSync(rows)),
    part('IEND', Buffer.alloc(0))
  ]);
}

function part(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
