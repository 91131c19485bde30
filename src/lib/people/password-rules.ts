import { folded, initials, pinyinKey } from '#lib/platform/pinyin.ts';

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;
/** What must be left of a password once its guessable parts are taken away. */
const LEAST_OWN = 6;

export interface Owner {
  login: string;
  name: string;
}

/**
 * What is wrong with a new password, as a code; undefined when nothing is. Length and a blocklist rather than
 * kinds of characters, after NIST SP 800-63B: words that everybody uses, runs and repeats, and the person's own
 * name, pinyin and number count for nothing.
 */
export function passwordProblem(password: string, owner: Owner): string | undefined {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return `people.password-too-short|min=${SHORTEST_PASSWORD}`;
  if (length > LONGEST_PASSWORD) return `people.password-too-long|max=${LONGEST_PASSWORD}`;
  const text = folded(password);
  const withoutPerson = without(text, personalWords(owner));
  if (withoutPerson.length < text.length && substance(withoutRuns(withoutPerson)) < LEAST_OWN)
    return 'people.password-personal';
  if (substance(without(withoutRuns(text), commonWords)) < LEAST_OWN) return 'people.password-common';
  return undefined;
}

function personalWords({ login, name }: Owner): string[] {
  return [name, pinyinKey(name), initials(name), login].map(folded).filter((word) => [...word].length >= 2);
}

const without = (text: string, words: readonly string[]) =>
  [...words].sort((a, b) => b.length - a.length).reduce((rest, word) => rest.replaceAll(word, ''), text);

/** Different characters that are left: `aaaaaaaa` is one, `abab` are two. */
const substance = (text: string) => new Set(text.replace(/[^\p{L}\p{N}]/gu, '')).size;

const lines = [
  '01234567890',
  '09876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'poiuytrewq',
  'lkjhgfdsa',
  'mnbvcxz',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm'
];
const runs = new Set(
  lines.flatMap((line) => Array.from({ length: line.length - 2 }, (_, at) => line.slice(at, at + 3)))
);

/** Takes away stretches of three or more that follow the alphabet, the digits or a row of keys. */
function withoutRuns(text: string): string {
  const characters = [...text];
  const taken = new Set<number>();
  for (let at = 0; at + 3 <= characters.length; at += 1) {
    if (runs.has(characters.slice(at, at + 3).join(''))) [at, at + 1, at + 2].forEach((place) => taken.add(place));
  }
  return characters.filter((_, at) => !taken.has(at)).join('');
}

/** The cores of the passwords that Chinese and international leaks hold most often, and words of this house. */
const commonWords = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  'p@ssword',
  'pass',
  'admin',
  'administrator',
  'root',
  'user',
  'guest',
  'test',
  'demo',
  'login',
  'welcome',
  'letmein',
  'iloveyou',
  'monkey',
  'dragon',
  'master',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'superman',
  'batman',
  'shadow',
  'michael',
  'hello',
  'secret',
  'computer',
  'internet',
  'default',
  'changeme',
  'system',
  'security',
  'qwerty',
  'asdf',
  'zxcv',
  'abc',
  'a1b2c3',
  'q1w2e3r4',
  '1q2w3e4r',
  '1qaz',
  '2wsx',
  'qazwsx',
  'trustno1',
  'woaini',
  'woaiwojia',
  'wodemima',
  'mima',
  'nihao',
  'zhongguo',
  'beijing',
  'shanghai',
  'shandong',
  'weihai',
  'huancui',
  'qiaotou',
  'qiaotouzhen',
  'zhifa',
  'chizheng',
  'zonghezhifa',
  'gongan',
  'zhengfu',
  'woshishui',
  'tiantian',
  'wangluo',
  'baobao',
  'laopo',
  'laogong',
  'xiaoming',
  'china',
  'tencent',
  'taobao',
  'weixin',
  'wechat',
  'alibaba',
  'huawei',
  'xiaomi',
  '5201314',
  '1314520',
  '520520',
  '1314',
  '520',
  '666',
  '888',
  '168',
  '110',
  '000000',
  '111111',
  '123123',
  '112233',
  '19',
  '20',
  '中国',
  '密码',
  '我爱你',
  '桥头',
  '执法',
  '持证',
  '威海'
] as const;
