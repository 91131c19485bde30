/** What the template to fill in shows: one example of each type, and a page that says how the columns are used. */
import type { DraftQuestion, Part } from '../question.ts';

const options = (...texts: string[]) => texts.map((text, at) => ({ key: 'ABCDEFGHIJ'[at]!, text }));
const base = { code: '', difficulty: 1, options: [], answer: [], details: null, validTo: null };

export const templateDrafts: DraftQuestion[] = [
  {
    ...base,
    type: 'single',
    topic: '行政处罚',
    stem: '行政处罚应当由几名以上具有行政执法资格的执法人员实施？',
    options: options('一名', '两名', '三名', '四名'),
    answer: ['B'],
    explanation: '法律另有规定的除外。',
    basis: '行政处罚法 第四十二条',
    validFrom: '2021-07-15'
  },
  {
    ...base,
    type: 'multiple',
    topic: '行政强制',
    difficulty: 2,
    stem: '下列属于行政强制措施的有哪些？',
    options: options('扣押财物', '代履行', '查封场所'),
    answer: ['A', 'C'],
    explanation: '代履行是行政强制执行的方式。',
    basis: '行政强制法 第九条；行政强制法 第十二条',
    validFrom: '2012-01-01'
  },
  {
    ...base,
    type: 'true-false',
    topic: '行政处罚',
    stem: '镇里的通知可以设定五十元以下的罚款。',
    answer: ['F'],
    explanation: '其他规范性文件不得设定行政处罚。',
    basis: '行政处罚法 第十六条',
    validFrom: '2021-07-15'
  },
  {
    ...base,
    type: 'fill-in',
    topic: '行政处罚',
    stem: '执法人员在调查或者进行检查时，应当主动向____或者有关人员出示____。',
    details: { blanks: [['当事人'], ['执法证件', '行政执法证件']] },
    explanation: '不出示的，当事人有权拒绝接受调查或者检查。',
    basis: '行政处罚法 第五十五条',
    validFrom: '2021-07-15'
  },
  {
    ...base,
    type: 'ordering',
    topic: '行政处罚',
    difficulty: 2,
    stem: '按先后排列普通程序的步骤。',
    options: options('送达决定书', '立案', '告知拟作出的决定和权利', '调查取证'),
    answer: ['B', 'D', 'C', 'A'],
    explanation: '先立案、后调查，作出决定之前告知。',
    basis: '行政处罚法 第五十四条；行政处罚法 第四十四条；行政处罚法 第六十一条',
    validFrom: '2021-07-15'
  },
  {
    ...base,
    type: 'matching',
    topic: '行政强制',
    difficulty: 2,
    stem: '把左边的做法和右边的类别连起来。',
    options: options('扣押财物', '代履行'),
    answer: ['A2', 'B1'],
    details: {
      targets: [
        { key: '1', text: '行政强制执行' },
        { key: '2', text: '行政强制措施' },
        { key: '3', text: '行政处罚' }
      ]
    },
    explanation: '措施是暂时的控制，执行是逼其履行。',
    basis: '行政强制法 第九条；行政强制法 第十二条',
    validFrom: '2012-01-01'
  },
  {
    ...base,
    type: 'short-answer',
    topic: '行政处罚',
    difficulty: 3,
    stem: '什么情况下可以当场作出行政处罚决定？',
    answer: ['违法事实确凿并有法定依据，对公民处二百元以下、对法人或者其他组织处三千元以下罚款或者警告的。'],
    details: {
      rubric: [
        { criterion: '事实确凿、有法定依据', points: 4 },
        { criterion: '两个罚款限额', points: 4 },
        { criterion: '警告', points: 2 }
      ]
    },
    explanation: '法律另有规定的，从其规定。',
    basis: '行政处罚法 第五十一条',
    validFrom: '2021-07-15'
  },
  {
    ...base,
    type: 'case',
    topic: '行政处罚',
    difficulty: 2,
    stem: '执法人员甲、乙进店检查，没有出示执法证件。店主拒绝检查，甲当场对店主罚款三百元。',
    details: {
      parts: [
        part({ type: 'true-false', stem: '店主有权拒绝这次检查。', answer: ['T'] }),
        part({
          type: 'multiple',
          stem: '甲的做法错在哪里？',
          options: options('没有出示证件', '超过当场罚款的限额', '没有两名执法人员到场'),
          answer: ['A', 'B'],
          weight: 2
        })
      ]
    },
    explanation: '对公民当场罚款以二百元为限。',
    basis: '行政处罚法 第五十五条；行政处罚法 第五十一条',
    validFrom: '2021-07-15'
  }
];

function part(given: Pick<Part, 'type' | 'stem' | 'answer'> & Partial<Part>): Part {
  return { options: [], details: null, weight: 1, ...given };
}

/** Column, what goes into it. */
export const templateHelp: readonly (readonly [string, string])[] = [
  ['编号', '字母、数字、短横。题库里已有的编号：内容不同就出新版，相同就不动。空着由系统编号。'],
  ['题型', '单选、多选、判断、填空、排序、连线、简答、案例。'],
  ['材料编号', '只有案例用：材料一行，下面每个小题一行，几行写同一个编号，如 M1。'],
  ['专题', '没有的专题会新建。小题不用写。'],
  ['难度', '1、2、3 或 易、中、难。小题不用写。'],
  ['题干', '填空题的每个空写成四个下划线 ____。案例的材料写在材料那一行。'],
  ['A–J', '选项；排序题的各个步骤（打乱写）；连线题的左列。判断、填空、简答空着。'],
  ['右列', '只有连线用：右列各项用 | 隔开，依次是 1、2、3。可以比左列多。'],
  ['答案', '单选 B；多选 ACD；判断 对 或 错；排序 BDCA；连线 A2、B1；简答写参考答案。'],
  ['答案（填空）', '各空用 ； 隔开，同一个空的几种写法用 | 隔开，第一种是标准写法：60|六十；区人民政府'],
  ['评分要点', '只有简答用：要点=分，用 | 隔开：写明条件=2|写明期限=3'],
  ['分值', '只有案例的小题用：在案例里占的份数，空着是 1。'],
  ['解析', '答题以后给人看的说明。小题的解析会并到案例的解析里。'],
  ['依据', '行政处罚法 第四十二条；几处用 ； 隔开。'],
  ['有效自、有效至', '题目管用的日期，写成 2026-01-31。可以空着。'],
  ['反斜杠', '填空的答案、右列、评分要点里，文字本身有 | ； = 的，前面写一个 \\。']
];
