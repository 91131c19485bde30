import type { Day } from '#lib/platform/clock.ts';
import type { Certainty } from '#lib/platform/settings.ts';

/**
 * Three vocabularies that are never mixed: what the person's own unit decides, what only the issuing authority does to a
 * card, and what is proposed to those who may decide. Each with what it rests on, in our own words.
 */

/** 镇里的措施: decided by the person's own unit. */
export const measureKinds = ['criticism', 'admonition', 'off-post-training', 'removal'] as const;
export type MeasureKind = (typeof measureKinds)[number];

/** 提请和建议: decided by somebody else, who answers. */
export const proposalKinds = [
  'education',
  'off-post-education',
  'removal-from-post',
  'disqualification',
  'suspension-of-card',
  'cancellation-of-card'
] as const;
export type ProposalKind = (typeof proposalKinds)[number];
export const proposalOutcomes = ['followed', 'not-followed', 'otherwise'] as const;
export type ProposalOutcome = (typeof proposalOutcomes)[number];

/** The records that a scan or paper can lie beside. */
export const fileBooks = ['certificate', 'event', 'exam', 'measure', 'proposal', 'document', 'case'] as const;
export type FileBook = (typeof fileBooks)[number];

/** What a person hands in once; each a copy on file with a day. */
export const documentKinds = ['health', 'pledge', 'photo', 'identity'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const examParts = ['whole', 'general', 'field'] as const;
export type ExamPart = (typeof examParts)[number];

export interface Ground {
  source: string;
  certainty: Certainty;
}

const SHANDONG = '《山东省行政执法监督条例》（2015年5月1日施行）';
const NATIONAL = '《行政执法监督条例》（2026年2月1日施行）';

/** What each vocabulary rests on; checked against the texts as adopted on 2014-11-27 and 2025-12-17. */
export const grounds = {
  measures: { source: `${SHANDONG}第三十八条`, certainty: 'FOUND-T' },
  acts: { source: `${NATIONAL}第十七条：资格审核、制发证件`, certainty: 'FOUND-T' },
  proposals: { source: `${NATIONAL}第三十二条`, certainty: 'FOUND-T' },
  /** The words 暂扣 and 吊销 come from rules of other provinces; Shandong's own were not found. */
  suspension: { source: '外省规定（如河北乡镇综合行政执法条例第四十七条），山东未见', certainty: 'UNSURE' },
  handIn: { source: '外省证件管理规定（义乌、景德镇、吴桥），山东未见', certainty: 'UNSURE' },
  /** Not fewer than two, with the qualification. */
  pair: { source: '《行政处罚法》（2021年7月15日施行）第四十二条', certainty: 'FOUND-T' },
  auxiliary: { source: `${SHANDONG}第十条`, certainty: 'FOUND-T' },
  compulsory: { source: '《行政强制法》（2012年1月1日施行）第十七条、第十八条', certainty: 'FOUND-T' }
} as const satisfies Record<string, Ground>;

/** Rows that stand: a row that takes another back leaves, and so does the one it takes back. */
export function standing<Row extends { id: number; takesBackId: number | null }>(rows: readonly Row[]): Row[] {
  const gone = new Set(rows.map(({ takesBackId }) => takesBackId));
  return rows.filter(({ id, takesBackId }) => takesBackId === null && !gone.has(id));
}

interface ExamResult {
  part: ExamPart;
  satOn: Day;
  authority: string;
  passed: boolean;
  validUntil: Day | null;
}

/**
 * The passes that count as the whole qualification exam: taken whole, or its general and its field part apart
 * (山东省行政执法监督条例 art. 10 asks for both). Of two parts the later day counts, and the validity that ends first.
 */
export function wholePasses(results: readonly ExamResult[]) {
  const passed = results.filter((result) => result.passed);
  const whole = passed
    .filter(({ part }) => part === 'whole')
    .map(({ satOn, authority, validUntil }) => ({ passedOn: satOn, authority, validUntil }));
  const parts = passed
    .filter(({ part }) => part === 'general')
    .flatMap((general) =>
      passed
        .filter(({ part }) => part === 'field')
        .map((field) => ({
          passedOn: general.satOn > field.satOn ? general.satOn : field.satOn,
          authority: field.authority,
          validUntil: earlier(general.validUntil, field.validUntil)
        }))
    );
  return [...whole, ...parts];
}

const earlier = (a: Day | null, b: Day | null) => (a === null ? b : b === null ? a : a < b ? a : b);
