import { randomUUID } from 'node:crypto';
import { assessPairing, giveOpinion } from '#lib/mentoring/completion.server.ts';
import { advancePhase } from '#lib/mentoring/change.server.ts';
import type { Level } from '#lib/mentoring/catalogue.ts';
import { addGuest } from '#lib/mentoring/guest.server.ts';
import { acceptAgreement, proposePairing } from '#lib/mentoring/pairing.server.ts';
import { findRecord, openRecord, saveRecord } from '#lib/mentoring/record.server.ts';
import { askReopening, signOff } from '#lib/mentoring/sign-off.server.ts';
import type { Sheet } from '#lib/mentoring/sheet.ts';
import { addDays, DAY, dayOf, HOUR, instantOf, MINUTE } from '#lib/platform/clock.ts';
import type { Stage } from './town.ts';

interface Practice {
  taskKey: string;
  daysAgo: number;
  level: Level;
  /** One sign a step. */
  ratings: string;
  drill?: boolean;
  next?: string;
  /** Left unsigned. */
  open?: boolean;
  /** Days between the practice and the signature. */
  late?: number;
}

interface Pair {
  mentor: string;
  mentee: string;
  field: string;
  /** Days since it began. */
  begun: number;
  tasks: string[];
  practices: Practice[];
}

/** Holds no card: an observer. */
const UNCARDED = '049';
const TASKS = ['show-card', 'body-camera', 'street-trading', 'inspection-note', 'defence', 'spot-penalty'];

/** Three mentors, the first two with two mentees each. The last one rates everything high. */

const practice = (
  taskKey: string,
  daysAgo: number,
  level: Level,
  ratings: string,
  more: Partial<Practice> = {}
): Practice => ({
  ...{ taskKey, daysAgo, level, ratings },
  ...more
});

/** Six pairings in different phases, of three mentors with two each. The third one rates everything high. */
const pairs: Pair[] = [
  {
    ...{ mentor: '036', mentee: '037', field: '市容与集市管理', begun: 160, tasks: TASKS },
    practices: [
      practice('show-card', 150, 'watch', '-----'),
      practice('body-camera', 148, 'watch', '-----'),
      practice('street-trading', 140, 'watch', '-----'),
      practice('inspection-note', 136, 'watch', '-----'),
      practice('show-card', 120, 'assist', '23333'),
      practice('body-camera', 116, 'assist', '33233'),
      practice('street-trading', 104, 'assist', '33323'),
      practice('inspection-note', 100, 'assist', '22333'),
      practice('defence', 92, 'assist', '33233'),
      practice('show-card', 80, 'perform', '33343'),
      practice('show-card', 66, 'perform', '43333'),
      practice('show-card', 52, 'perform', '33433'),
      practice('street-trading', 45, 'perform', '33333'),
      practice('defence', 38, 'perform', '33334', { next: '先写时间地点，再写事实' }),
      practice('inspection-note', 30, 'perform', '32333', { next: '尺寸两个人一起量' }),
      practice('spot-penalty', 12, 'assist', '43323', { next: '决定书漏写时间，下次先写时间地点' }),
      practice('spot-penalty', 0, 'perform', '33', { open: true })
    ]
  },
  {
    ...{
      mentor: '036',
      mentee: UNCARDED,
      field: '应急与交通劝导',
      begun: 70,
      tasks: ['show-card', 'body-camera', 'traffic-persuasion', 'market-day', 'de-escalation']
    },
    practices: [
      practice('show-card', 62, 'watch', '-----'),
      practice('traffic-persuasion', 55, 'watch', '----'),
      practice('market-day', 41, 'assist', '3233'),
      practice('body-camera', 34, 'assist', '22333'),
      practice('de-escalation', 27, 'perform', '22233', { drill: true, next: '退开一步再说话' })
    ]
  },
  {
    ...{
      mentor: '026',
      mentee: '042',
      field: '规划与违建巡查',
      begun: 120,
      tasks: ['building-patrol', 'stop-building', 'measure-scene', 'photo-evidence', 'defence']
    },
    practices: [
      practice('building-patrol', 110, 'watch', '-----'),
      practice('photo-evidence', 96, 'assist', '33323'),
      practice('measure-scene', 83, 'assist', '2233'),
      practice('building-patrol', 74, 'assist', '33223'),
      practice('stop-building', 61, 'assist', '22322'),
      practice('photo-evidence', 47, 'perform', '33333'),
      practice('defence', 33, 'perform', '22232', { next: '先让他说完' }),
      practice('defence', 26, 'perform', '22322')
    ]
  },
  {
    ...{
      mentor: '026',
      mentee: '043',
      field: '环境与农村事务',
      begun: 25,
      tasks: ['straw', 'dumping', 'dogs', 'noise', 'recheck']
    },
    practices: [practice('straw', 18, 'watch', '-----'), practice('dumping', 6, 'watch', '----')]
  },
  {
    ...{
      mentor: '021',
      mentee: '044',
      field: '食品摊点与市场',
      begun: 175,
      tasks: ['stall-filing', 'stall-guidance', 'recheck']
    },
    practices: [
      practice('stall-filing', 160, 'watch', '----'),
      practice('stall-guidance', 152, 'assist', '44444'),
      practice('stall-filing', 140, 'perform', '4444'),
      practice('stall-filing', 133, 'perform', '4444'),
      practice('stall-guidance', 120, 'perform', '44444'),
      practice('stall-guidance', 106, 'perform', '44434'),
      practice('recheck', 98, 'perform', '4444'),
      practice('stall-guidance', 91, 'alone', '44444'),
      practice('recheck', 77, 'alone', '4444'),
      practice('recheck', 70, 'alone', '4443'),
      practice('stall-guidance', 48, 'alone', '44444', { late: 12 }),
      practice('stall-filing', 36, 'alone', '4444')
    ]
  },
  {
    ...{
      mentor: '021',
      mentee: '045',
      field: '普法宣讲',
      begun: 3,
      tasks: ['talk', 'case-explained', 'bystanders', 'show-card']
    },
    practices: []
  }
];

/** Six pairs, from an agreement that waits to a completed one. @returns how many. */
export async function fillMentoring(stage: Stage): Promise<number> {
  const { door, clock, now, as } = stage;
  const today = dayOf(now);
  clock.set(now - 175 * DAY);
  await door.run(addGuest, as('035'), {
    ...{ name: '张某', department: '示例区综合行政执法局', field: '市容' },
    fromDay: addDays(today, -175),
    toDay: addDays(today, 60)
  });
  for (const [at, pair] of pairs.entries()) {
    clock.set(now - pair.begun * DAY);
    const id = await propose(stage, pair);
    // The last one still waits for its mentee.
    if (at === pairs.length - 1) {
      await door.run(acceptAgreement, as(pair.mentor), { pairingId: id, unrelated: true });
      continue;
    }
    for (const side of [pair.mentor, pair.mentee])
      await door.run(acceptAgreement, as(side), { pairingId: id, unrelated: true });
    for (const one of pair.practices) await record(stage, pair, id, one);
    clock.set(now - HOUR);
    if (at === 0) for (let phase = 0; phase < 2; phase += 1) await door.run(advancePhase, as('036'), { pairingId: id });
    if (at === 4) await complete(stage, pair, id);
  }
  clock.set(now);
  return pairs.length;
}

async function propose({ door, as, holders, now }: Stage, pair: Pair): Promise<number> {
  const idOf = (number: string) => holders.find(({ staffNumber }) => staffNumber === number)!.id;
  const { id } = await door.run(proposePairing, as('035'), {
    mentorId: idOf(pair.mentor),
    menteeId: idOf(pair.mentee),
    teamLeaderId: idOf('035'),
    leaderId: idOf('034'),
    field: pair.field,
    goals: '能按清单独立完成本领域的日常工作',
    startsOn: dayOf(now - pair.begun * DAY),
    taskKeys: pair.tasks,
    attested: true
  });
  return id;
}

async function record({ door, clock, now, as }: Stage, pair: Pair, pairingId: number, one: Practice) {
  const day = dayOf(now - one.daysAgo * DAY);
  // In the afternoon of the day; today, whatever hour it is, just now.
  const at = one.daysAgo ? instantOf(day, '15:51') : now - 5 * MINUTE;
  clock.set(at);
  const mentor = as(pair.mentor);
  const { id: recordId } = await door.run(openRecord, mentor, { pairingId, taskKey: one.taskKey, key: randomUUID() });
  const { sheet } = await door.run(findRecord, mentor, { pairingId, recordId });
  const wanted: Sheet = {
    ...{
      level: one.level,
      setting: one.drill ? 'drill' : 'field',
      companion: '039',
      situation: '演示：摊位占道，劝导整改'
    },
    ...Object.fromEntries([...one.ratings].map((rating, step) => [`rating.${step}`, rating])),
    ...Object.fromEntries(
      [...one.ratings].flatMap((rating, step) =>
        rating === '4' ? [[`comment.${step}`, '话说得清楚，可以给别人看']] : []
      )
    ),
    ...(one.next ? { next: one.next } : {})
  };
  const changes = Object.entries(wanted).map(([field, to]) => ({ field, from: sheet[field] ?? '', to }));
  const { revision } = await door.run(saveRecord, mentor, { recordId, changes });
  if (one.open) return;
  clock.set(at + 6 * MINUTE + (one.late ?? 0) * DAY);
  const { mentor: signer } = await door.run(findRecord, mentor, { pairingId, recordId });
  await door.run(signOff, mentor, {
    recordId,
    revision,
    signature: one.daysAgo % 2 ? { kind: 'typed', name: signer.name } : { kind: 'drawn', strokes: drawn }
  });
  if (one.taskKey === 'body-camera' && one.daysAgo === 34)
    await door.run(askReopening, mentor, { recordId, reason: '第二步点错了' });
}

/** A scribble that is nobody's hand. */
const drawn = [
  [60, 40, 90, 34, 120, 42, 96, 70, 66, 78],
  [140, 28, 150, 60, 132, 84],
  [120, 54, 170, 46, 210, 52, 190, 76, 232, 70]
];

/** The fifth has gone the whole way. */
async function complete({ door, as, now }: Stage, pair: Pair, pairingId: number) {
  await door.run(assessPairing, as('035'), {
    ...{ pairingId, assessor: '039', fieldScore: 86, fileScore: 82 },
    remark: '集市疏导有条理，文书要再细',
    assessedOn: dayOf(now - DAY)
  });
  const opinions = [
    [pair.mentee, '备案和疏导能独立做，复查还要细'],
    [pair.mentor, '备案、疏导能独立做']
  ] as const;
  for (const [who, text] of opinions)
    await door.run(giveOpinion, as(who), { pairingId, text, result: null, months: null });
}
