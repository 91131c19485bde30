/** A question of every type beyond choices, and a mock exam that asks them, so that a visitor meets each. */
import { saveAnswers } from '#lib/assessment/answers.server.ts';
import { attemptPage, startAttempt, submitAttempt } from '#lib/assessment/attempt.server.ts';
import { publishExam, saveExam } from '#lib/assessment/exam.server.ts';
import { importQuestions } from '#lib/assessment/import.server.ts';
import type { DraftQuestion, Part, QuestionType } from '#lib/assessment/question.ts';
import { listTopics } from '#lib/assessment/topic.server.ts';
import { system } from '#lib/platform/actor.ts';
import { addDays, DAY, dayOf, MINUTE } from '#lib/platform/clock.ts';
import type { Stage } from './town.ts';

const TRAINER = '035';
const CANDIDATE = '037';
const TOPIC = '题型示例';
const lettered = (...texts: string[]) => texts.map((text, at) => ({ key: 'ABCDEFGHIJ'[at]!, text }));
const numbered = (...texts: string[]) => texts.map((text, at) => ({ key: String(at + 1), text }));

const about = { code: '', topic: TOPIC, difficulty: 2, validFrom: null, validTo: null };
const plain = { options: [], answer: [], details: null };

const questions: DraftQuestion[] = [
  {
    ...about,
    ...plain,
    type: 'fill-in',
    stem: '公务员旷工连续超过____天，或者一年内累计超过____天的，予以辞退。',
    details: { blanks: [['15'], ['30']] },
    explanation: '因公外出、请假期满无正当理由逾期不归的，同样计算。',
    basis: '公务员法 第八十八条'
  },
  {
    ...about,
    ...plain,
    type: 'ordering',
    stem: '把行政复议普通程序的步骤排成先后顺序。',
    options: lettered(
      '审查申请并决定受理',
      '把申请书副本发送被申请人',
      '被申请人书面答复并提交证据',
      '听取当事人意见',
      '作出行政复议决定'
    ),
    answer: ['A', 'B', 'C', 'D', 'E'],
    explanation: '先有答复和证据，再听取意见，然后才作决定。',
    basis: '行政复议法 第三十条；行政复议法 第四十八条；行政复议法 第四十九条；行政复议法 第六十二条'
  },
  {
    ...about,
    ...plain,
    type: 'matching',
    stem: '给行政复议的每个环节配上期限（均为工作日）。',
    options: lettered(
      '普通程序：发送申请书副本',
      '普通程序：被申请人答复并提交证据',
      '简易程序：发送申请书副本',
      '简易程序：被申请人答复并提交证据'
    ),
    answer: ['A3', 'B4', 'C1', 'D2'],
    details: { targets: numbered('3日', '5日', '7日', '10日', '15日') },
    explanation: '3、5、7、10日在行政复议法里都指工作日。',
    basis: '行政复议法 第四十八条；行政复议法 第五十四条；行政复议法 第八十八条'
  },
  {
    ...about,
    ...plain,
    type: 'short-answer',
    stem: '执法人员进门检查，当事人问：“你们凭什么查我？”说说应当怎么做，为什么。',
    answer: ['主动出示执法证件，说明身份和来意；当事人有权要求出示，不出示的可以拒绝接受检查。检查应当制作笔录。'],
    details: {
      rubric: [
        { criterion: '主动出示执法证件', points: 3 },
        { criterion: '不出示证件的，当事人有权拒绝', points: 2 },
        { criterion: '检查制作笔录', points: 1 }
      ]
    },
    explanation: '亮证是执法人员的义务，不必等当事人要求。',
    basis: '行政处罚法 第五十五条'
  },
  {
    ...about,
    ...plain,
    type: 'case',
    difficulty: 3,
    stem: '【虚构案例】摊主甲占道经营，桥头镇执法人员当场对其处以罚款。甲不服，当天把行政复议申请书交到镇政府。镇政府研究后认为罚款没有错。',
    details: {
      parts: [
        {
          ...plain,
          type: 'single',
          stem: '镇政府收到申请书后怎么办？',
          options: lettered('退回，让甲自己交到区里', '转送行政复议机关', '自己作出行政复议决定', '等甲补交证据再收'),
          answer: ['B'],
          weight: 1
        },
        {
          ...plain,
          type: 'fill-in',
          stem: '认为需要维持的，应当自收到之日起____个工作日内转送。',
          details: { blanks: [['5', '五']] },
          weight: 1
        },
        {
          ...plain,
          type: 'true-false',
          stem: '依据电子监控作出的处罚，也可以这样通过处罚机关提交复议申请。',
          answer: ['T'],
          weight: 1
        }
      ] as Part[]
    },
    explanation: '当场处罚和依据电子监控作出的处罚，可以通过处罚机关提交复议申请；这里的五日是工作日。',
    basis: '行政复议法 第三十二条；行政复议法 第八十八条'
  }
];

export async function fillQuestionTypes(stage: Stage): Promise<number> {
  const { door, clock, now, as } = stage;
  clock.set(now - 3 * DAY);
  // The starter bank asks some of the same law; marked as the demo's own, no two are the same question.
  const rows = questions.map((draft, at) => ({ row: at + 1, draft: { ...draft, stem: `（演示）${draft.stem}` } }));
  await door.run(importQuestions, system, { questions: rows, status: 'live' });
  const topics = await door.run(listTopics, system, {});
  const topicId = topics.find(({ name }) => name === TOPIC)!.id;
  const row = (type: QuestionType, points: number, own: number | null = topicId) => ({
    type,
    topicId: own,
    count: 1,
    points
  });
  const { id: examId } = await door.run(saveExam, as(TRAINER), {
    title: '新题型模拟',
    kind: 'mock',
    blueprint: [
      row('single', 4, null),
      row('multiple', 4, null),
      row('fill-in', 4),
      row('ordering', 6),
      row('matching', 8),
      row('short-answer', 12),
      row('case', 12)
    ],
    notice: '',
    attemptsAllowed: 5,
    opensAt: `${addDays(dayOf(now), -2)}T08:30`,
    closesAt: `${addDays(dayOf(now), 6)}T17:30`,
    minutes: 40,
    passPercent: 60,
    scoring: 'partial',
    audience: { scope: 'enforcement-posts' }
  });
  await door.run(publishExam, as(TRAINER), { id: examId });
  clock.set(now - DAY);
  await sit(stage, examId);
  clock.set(now);
  return questions.length;
}

/** The demo's officer knows some of it, so that the paper can be looked back on. */
async function sit({ door, clock, as }: Stage, examId: number) {
  const candidate = as(CANDIDATE);
  const { attemptId } = await door.run(startAttempt, candidate, { examId });
  const { questions: sheet } = await door.run(attemptPage, candidate, { attemptId });
  const said: Partial<Record<QuestionType, (asked: (typeof sheet)[number]) => string[]>> = {
    'fill-in': ({ stem }) => (stem.includes('旷工') ? ['十五', '20'] : ['５']),
    ordering: ({ options }) => options.map(({ key }) => key).reverse(),
    matching: ({ options }) => options.slice(0, 3).map(({ key }, at) => key + (at + 1)),
    'short-answer': () => ['先把执法证亮出来，告诉他我们是谁、来查什么。']
  };
  const answers = sheet.map((asked) => ({
    position: asked.position,
    sequence: 1,
    choice: said[asked.type]?.(asked) ?? [asked.options[0]!.key]
  }));
  await door.run(saveAnswers, candidate, { attemptId, answers });
  clock.advance(20 * MINUTE);
  await door.run(submitAttempt, candidate, { attemptId });
}
