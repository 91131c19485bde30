/**
 * Learning records as statements of the Experience API 1.0.3 (ADL; IEEE 9274.1.1 reads them too): who did what, with
 * the verbs and activity types of ADL's registered vocabulary. Pure.
 */
import { createHash } from 'node:crypto';
import { instantOf, type Day, type Instant } from '#lib/platform/clock.ts';

const VERBS = 'http://adlnet.gov/expapi/verbs/';
const ACTIVITIES = 'http://adlnet.gov/expapi/activities/';

const verbs = {
  completed: { 'zh-CN': '完成', en: 'completed' },
  attended: { 'zh-CN': '参加', en: 'attended' },
  passed: { 'zh-CN': '合格', en: 'passed' },
  failed: { 'zh-CN': '不合格', en: 'failed' }
} as const;
type Verb = keyof typeof verbs;
type ActivityType = 'lesson' | 'course' | 'meeting' | 'assessment' | 'performance';

/** A person by the staff number, which both sides know; never by name. */
export interface Agent {
  objectType: 'Agent';
  account: { homePage: string; name: string };
}

export interface Statement {
  id: string;
  version: '1.0.3';
  actor: Agent;
  verb: { id: string; display: Record<string, string> };
  object: {
    objectType: 'Activity';
    id: string;
    definition: { type: string; name?: Record<string, string> };
  };
  result?: {
    completion?: boolean;
    success?: boolean;
    score?: { scaled: number; raw: number; min: number; max: number };
    duration?: string;
  };
  context: { platform: string; instructor?: Agent };
  timestamp: string;
}

/** What a record of the house comes to, in the terms of a statement. */
export interface Fact {
  /**
   * What makes it this record in this state and no other: the same file again has the same statements, and a result
   * that was marked anew is a statement of its own.
   */
  key: string;
  staffNumber: string;
  verb: Verb;
  type: ActivityType;
  /** A path of the portal. */
  path: string;
  title: string | null;
  at: Instant;
  result?: Statement['result'];
  instructor?: string | undefined;
}

/** @param origin the address of the installation: statements of two installations never meet */
export function statementOf(fact: Fact, origin: string): Statement {
  const agent = (name: string): Agent => ({ objectType: 'Agent', account: { homePage: origin, name } });
  return {
    id: uuidV5(uuidV5(URL_NAMESPACE, origin), fact.key),
    version: '1.0.3',
    actor: agent(fact.staffNumber),
    verb: { id: `${VERBS}${fact.verb}`, display: verbs[fact.verb] },
    object: {
      objectType: 'Activity',
      id: `${origin}${fact.path}`,
      definition: { type: `${ACTIVITIES}${fact.type}`, ...(fact.title ? { name: { 'zh-CN': fact.title } } : {}) }
    },
    ...(fact.result ? { result: fact.result } : {}),
    context: { platform: 'Chizheng', ...(fact.instructor ? { instructor: agent(fact.instructor) } : {}) },
    timestamp: new Date(fact.at).toISOString()
  };
}

/** Points as a score: scaled lies between 0 and 1 and is rounded to four places. */
export const scoreOf = (raw: number, min: number, max: number) => ({
  scaled: max > min ? Math.round(((raw - min) / (max - min)) * 10_000) / 10_000 : 0,
  ...{ raw, min, max }
});

/** A length as ISO 8601 has it: PT90M. */
export const durationOf = (minutes: number) => `PT${Math.round(minutes)}M`;

/** Records that know only their day stand at noon of it. */
export const noonOf = (day: Day): Instant => instantOf(day, '12:00');

/** The namespace of addresses (RFC 9562). */
const URL_NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** A UUID made from a name: the same each time (RFC 9562, version 5). */
export function uuidV5(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex').slice(0, 32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
