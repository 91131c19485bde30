/**
 * What GIFT has no place for travels in a comment line before the item:
 *
 *     // chizheng: 难度=2; 依据=行政处罚法 第九条; 有效自=2021-07-15; 有效至=
 *
 * Values write `\;`, `\\` and `\n` for what would end them.
 */
const KEYS = [
  '难度',
  '依据',
  '有效自',
  '有效至',
  /** Blanks of a fill-in question that has several: its one answer is written in the table's notation. */
  '空',
  /** The shown order of an ordering question, whose steps stand in the right order. */
  '次序',
  /** The order of a matching question's right side, as places among the written ones. */
  '右列',
  /** Ties the questions of a case to the description that is its material. */
  '材料',
  '分值',
  '参考答案',
  '评分要点',
  '解析'
] as const;
export type NoteKey = (typeof KEYS)[number];
export type Note = Partial<Record<NoteKey, string>>;

const NOTE = /^\/\/\s*chizheng:\s*/;

export const isNote = (line: string) => NOTE.test(line);

export function readNote(line: string): Note {
  const note: Note = {};
  let last: NoteKey | undefined;
  for (const piece of line.replace(NOTE, '').match(/(?:\\[\s\S]|[^;\\])+|\\$/g) ?? []) {
    const key = KEYS.find((known) => piece.trimStart().startsWith(`${known}=`));
    if (key) note[(last = key)] = piece.slice(piece.indexOf('=') + 1);
    // A semicolon that begins no key belongs to the value before it, as in files of the first version.
    else if (last) note[last] += `;${piece}`;
  }
  for (const key of KEYS) {
    const value = note[key];
    if (value !== undefined)
      note[key] = value.replace(/\\([\s\S])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign)).trim();
  }
  return note;
}

export function writeNote(note: Note): string {
  const parts = KEYS.flatMap((key) => {
    const value = note[key];
    if (value === undefined) return [];
    return `${key}=${value.replace(/[\\;]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n')}`;
  });
  return `// chizheng: ${parts.join('; ')}`;
}
