/** Why something was found: the stretch of its title that agrees with what was typed. */
import { pinyin } from 'pinyin-pro';
import type { SnippetPart } from '#lib/law/snippet.ts';

/**
 * A text with what was typed marked: the words themselves, else the characters whose pinyin or pinyin initials they are
 * (zm marks 郑某). Unmarked when it was found by something that is not in it.
 */
export function marked(text: string, words: readonly string[]): SnippetPart[] {
  const signs = [...text];
  const hit = signs.map(() => false);
  for (const word of words) {
    const place = literally(signs, word) ?? byPinyin(signs, word);
    if (place) hit.fill(true, ...place);
  }
  const parts: SnippetPart[] = [];
  for (const [at, sign] of signs.entries()) {
    const last = parts.at(-1);
    if (last?.hit === hit[at]) last!.text += sign;
    else parts.push({ text: sign, hit: hit[at]! });
  }
  return parts;
}

/** From and to, counted in characters. */
type Place = [number, number];

function literally(signs: readonly string[], word: string): Place | undefined {
  const sought = [...word.toLowerCase()];
  const from = signs.findIndex((_, at) => sought.every((sign, on) => signs[at + on]?.toLowerCase() === sign));
  return from < 0 ? undefined : [from, from + sought.length];
}

function byPinyin(signs: readonly string[], word: string): Place | undefined {
  if (!/^[a-z0-9]+$/i.test(word)) return undefined;
  const sought = word.toLowerCase();
  // Read whole, as the stored keys are: a character alone may have another reading.
  const text = signs.join('');
  const whole = pinyin(text, { toneType: 'none', type: 'array', mode: 'surname' }).map((one) => one.toLowerCase());
  const first = pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', mode: 'surname' });
  if (whole.length !== signs.length || first.length !== signs.length) return undefined;
  return (
    spelling(
      first.map((one) => one.toLowerCase()),
      sought
    ) ?? spelling(whole, sought)
  );
}

/** Where the syllables spell a word from the beginning of one of them on. */
function spelling(syllables: readonly string[], sought: string): Place | undefined {
  for (const from of syllables.keys()) {
    let spelt = '';
    for (let to = from; to < syllables.length && spelt.length < sought.length; to += 1) {
      spelt += syllables[to];
      if (spelt.startsWith(sought)) return [from, to + 1];
    }
  }
  return undefined;
}
