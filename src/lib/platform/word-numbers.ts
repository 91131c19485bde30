/** The numbers that Word makes by itself and does not write into the text: 1. · （一） · A. */
import { first, named, readXml, type XmlElement } from './xml.ts';

interface Level {
  start: number;
  format: string;
  /** `%1.`, with the number of each level in its place. */
  text: string;
}

interface List {
  /** Lists of one kind count on; one with a start of its own begins anew. */
  counter: string;
  levels: Map<number, Level>;
}

/** Counts the paragraphs of a document's lists, one after the other as they come. */
export interface WordNumbers {
  /** The number of the next paragraph of this list and level; empty for bullets and unknown lists. */
  next(list: string, level: number): string;
}

/** @param numbering the text of `word/numbering.xml`. @throws invalid of `readXml` */
export function readWordNumbers(numbering: string | undefined): WordNumbers {
  const lists = numbering ? listsOf(readXml(numbering)) : new Map<string, List>();
  const counts = new Map<string, number[]>();
  return {
    next(id, level) {
      const list = lists.get(id);
      const own = list?.levels.get(level);
      if (!list || !own || own.format === 'bullet' || own.format === 'none') return '';
      const count = counts.get(list.counter) ?? [];
      counts.set(list.counter, count);
      count.length = Math.min(count.length, level + 1);
      for (let above = 0; above < level; above += 1) count[above] ??= list.levels.get(above)?.start ?? 1;
      count[level] = count[level] === undefined ? own.start : count[level] + 1;
      return own.text.replace(/%([1-9])/g, (_, place: string) => {
        const at = Number(place) - 1;
        return written(count[at] ?? 1, list.levels.get(at)?.format ?? 'decimal');
      });
    }
  };
}

function listsOf(root: XmlElement): Map<string, List> {
  const value = (parent: XmlElement | undefined, name: string) => parent && first(parent, name)?.attributes.get('val');
  const kinds = new Map(
    named(root, 'abstractNum').map((kind) => [
      kind.attributes.get('abstractNumId') ?? '',
      new Map(
        named(kind, 'lvl').map((level) => [
          Number(level.attributes.get('ilvl') ?? 0),
          {
            start: Number(value(level, 'start') ?? 1),
            format: value(level, 'numFmt') ?? 'decimal',
            text: value(level, 'lvlText') ?? ''
          }
        ])
      )
    ])
  );
  return new Map(
    named(root, 'num').map((list) => {
      const id = list.attributes.get('numId') ?? '';
      const kind = value(list, 'abstractNumId') ?? '';
      const levels = new Map(kinds.get(kind));
      let counter = `kind ${kind}`;
      for (const override of named(list, 'lvlOverride')) {
        const at = Number(override.attributes.get('ilvl') ?? 0);
        const start = value(override, 'startOverride');
        const known = levels.get(at);
        if (start === undefined || !known) continue;
        counter = `list ${id}`;
        levels.set(at, { ...known, start: Number(start) });
      }
      return [id, { counter, levels }];
    })
  );
}

const CHINESE = '零一二三四五六七八九';

function written(value: number, format: string): string {
  if (format === 'upperLetter' || format === 'lowerLetter') {
    const letter = String.fromCharCode(65 + ((value - 1) % 26));
    return format === 'upperLetter' ? letter : letter.toLowerCase();
  }
  if (format.startsWith('decimalEnclosedCircle') && value <= 20) return String.fromCodePoint(0x245f + value);
  const counted = /^(chinese|japanese|ideograph|taiwanese)/.test(format) && value > 0 && value < 100;
  if (!counted) return String(value);
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${tens > 1 ? CHINESE[tens] : ''}${tens ? '十' : ''}${ones || !tens ? CHINESE[ones] : ''}`;
}
