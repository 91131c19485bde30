/** 填空: where the blanks stand, and when two ways of writing mean the same. */

const BLANK = /_{4,}/g;

/** How many blanks a stem has. */
export const blanksIn = (stem: string): number => stem.match(BLANK)?.length ?? 0;

/** The text before, between and after the blanks: always one more than there are blanks. */
export const aroundBlanks = (stem: string): string[] => stem.split(BLANK);

/**
 * What a reply says, whatever the width, case and spacing it is written in: `６０ 日` and `60日` are one. A reply that
 * is a number and nothing else, or a number with its unit, may be written in Chinese or Arabic digits. Numerals inside
 * other words (第三人, 一般程序) are left alone, and so are two digits in a row, which may mean "one or two".
 */
export function foldReply(reply: string): string {
  const plain = reply
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/[。.，,；;！!]+$/, '')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1');
  const [, numeral, unit] = NUMERAL.exec(plain) ?? [];
  const value = numeral === undefined ? undefined : valueOf(numeral);
  return value === undefined ? plain : `${value}${unit ?? ''}`;
}

/** Whether a reply is one of the accepted ways of filling a blank. */
export function fillsBlank(reply: string, accepted: readonly string[]): boolean {
  const said = foldReply(reply);
  return said !== '' && accepted.some((way) => foldReply(way) === said);
}

const NUMERAL =
  /^([〇零一二两三四五六七八九十百千万亿]+|\d+)(个?工作日|日|天|周|个?月|年|周岁|岁|小时|时|分钟|分|元|万元|%|倍|人|名|次|份|条|米|平方米|公里)?$/;
const DIGITS = '零一二三四五六七八九';
const ORDERS = [
  ['千', 1000],
  ['百', 100],
  ['十', 10],
  ['', 1]
] as const;
const UNITS: Record<string, number> = Object.fromEntries(ORDERS);

/** The value of a numeral, as digits; undefined where it could mean more than one thing. */
function valueOf(numeral: string): string | undefined {
  if (/^\d+$/.test(numeral)) return numeral;
  const signs = numeral.replaceAll('〇', '零').replaceAll('两', '二');
  // 二〇二六 reads digit by digit; 一二 could be twelve or "one or two".
  if (/^[零一二三四五六七八九]+$/.test(signs)) {
    const digits = [...signs].map((sign) => DIGITS.indexOf(sign)).join('');
    return digits.length === 1 || digits.length === 4 ? digits : undefined;
  }
  const groups = /^(?:(.+)亿)?(?:(.+)万)?(.*)$/.exec(signs)!.slice(1);
  let value = 0;
  let higher = false;
  for (const group of groups) {
    value *= 10_000;
    if (!group) continue;
    const part = belowTenThousand(group.replace(/^零/, ''));
    // 三万五 is said for 35000 and written for 30005: after a higher group a small one begins with 零.
    if (part === undefined || group.startsWith('零') !== (higher && part < 1000)) return undefined;
    value += part;
    higher = true;
  }
  return String(value);
}

/** 三千零五 → 3005, 十五 → 15, 一百二十 → 120; undefined for what is not well formed, such as 一百二. */
function belowTenThousand(signs: string): number | undefined {
  let sum = 0;
  for (const [, digit, unit] of signs.matchAll(/([一二三四五六七八九]?)([十百千]?)/g)) {
    if (digit || unit) sum += (digit ? DIGITS.indexOf(digit) : 1) * (unit ? UNITS[unit]! : 1);
  }
  const words = chineseOf(sum);
  return sum < 10_000 && (signs === words || signs === words.replace(/^一十/, '十')) ? sum : undefined;
}

/** A number below ten thousand as it is written. */
function chineseOf(value: number): string {
  let words = '';
  let gap = false;
  for (const [unit, size] of ORDERS) {
    const digit = Math.floor(value / size) % 10;
    if (digit) words += `${gap ? '零' : ''}${DIGITS[digit]}${unit}`;
    gap = !digit && words !== '';
  }
  return words;
}
