import type { Scheme } from '../scheme.ts';

/** What counts until the town sets a scheme of its own. Sources and their certainty as researched in 2026. */
export const starterScheme: Scheme = {
  name: '桥头镇持证上岗基本要求',
  effectiveFrom: '2024-01-01',
  source: '山东省行政执法监督条例第十条；鲁政办字〔2024〕9号',
  certainty: 'FOUND',
  requirements: [
    { kind: 'card', source: '山东省行政执法监督条例第十条；行政处罚法第四十二条', certainty: 'FOUND-T' },
    { kind: 'no-suspension', source: '行政执法监督条例第十二条、第三十二条', certainty: 'FOUND-T' },
    { kind: 'official-exam', source: '山东省行政执法监督条例第十条；行政执法监督条例第十七条', certainty: 'FOUND-T' },
    { kind: 'internal-exam', source: '鲁政办字〔2024〕9号：行政执法人员年度考核', certainty: 'FOUND' },
    {
      kind: 'hours',
      audience: 'enforcement-posts',
      source: '法治政府建设实施纲要（2021—2025年）：每年不少于60学时',
      certainty: 'KNOWN'
    },
    { kind: 'mentoring', source: '本镇“老带新”安排（2025年计划）', certainty: 'choice' },
    { kind: 'yearly-check', source: '四川达州、河北吴桥有年审做法，山东现行文本未查到', certainty: 'UNSURE' }
  ]
};
