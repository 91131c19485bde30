/**
 * A hundred thousand broken files over all importers. The readers are pure and need no database, so that one engine's
 * run is enough; fewer go to the formats whose archives take longest to open. About half a minute in all.
 */
import * as fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { DomainError } from '#lib/platform/errors.ts';
import { writeQuestionFile } from '../export.server.ts';
import { settledDraft } from '../question.ts';
import { readQuestionFile } from './file.server.ts';
import type { FormatName } from './format.ts';
import { templateDrafts } from './template.ts';

const bank = templateDrafts.map((draft, at) => settledDraft({ ...draft, code: `T-${at}` }));
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const list = `一、单项选择题
1. 由（B）实施？
A. 一名 B. 两名
解析：第四十二条。 依据：行政处罚法 第四十二条
二、填空题
2. 期限____日。
三、案例题
3. 某日。
（1）可以吗？
参考答案
1-1 B 2. 60|六十 3. （1）可以`;
const docx = zipSync({
  'word/document.xml': strToU8(
    `<w:document xmlns:w="${WORD}"><w:body>${list
      .split('\n')
      .map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`)
      .join('')}</w:body></w:document>`
  )
});
const bytesOf = (content: string | Uint8Array) => (typeof content === 'string' ? strToU8(content) : content);
const valid: [FormatName, string, number, Uint8Array[]][] = [
  ['xlsx', 'a.xlsx', 2_000, [bytesOf(await writeQuestionFile('xlsx', bank))]],
  ['csv', 'a.csv', 20_000, [bytesOf(await writeQuestionFile('csv', bank))]],
  ['text', 'a.docx', 3_000, [docx]],
  ['text', 'a.txt', 20_000, [strToU8(list)]],
  ['aiken', 'a.txt', 10_000, [strToU8('几名？\nA. 一名\nB) 两名\nANSWER: B\n\n哪些？\nA. 甲\nB. 乙\nANSWER: A, B\n')]],
  ['gift', 'a.gift', 20_000, [bytesOf(await writeQuestionFile('gift', bank))]],
  ['moodle', 'a.xml', 15_000, [bytesOf(await writeQuestionFile('moodle', bank))]],
  ['qti', 'a.zip', 10_000, [bytesOf(await writeQuestionFile('qti', bank))]]
];

/** Signs that some reader waits for. */
const signs = fc.constantFrom(
  ...'{ } ~ = # \\ : :: #### -> < > </ /> <!-- --> <![CDATA[ ]]> <!DOCTYPE & &# &#x; &lt; " \' , ; ； | \n \r\n \t \0 \ufeff A. 1. 1、 （1） 答案： 参考答案 解析：'.split(
    ' '
  ),
  ' ',
  '\u2028',
  '\ud800',
  '_'.repeat(5000),
  ' '.repeat(5000),
  '<a>'.repeat(300),
  '('.repeat(3000),
  '1.A '.repeat(500)
);

/** What happens to files: bytes change, pieces vanish, come twice, are cut off, or something foreign gets in. */
const mutation = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), value: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), value: fc.nat(60) }),
  fc.record({ kind: fc.constant('end' as const), at: fc.nat(), value: fc.constant(0) }),
  fc.record({ kind: fc.constant('twice' as const), at: fc.nat(), value: fc.nat(200) }),
  fc.record({ kind: fc.constant('put' as const), at: fc.nat(), value: signs.map((sign) => sign) })
);
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutated(bytes: Uint8Array, { kind, at, value }: Mutation): Uint8Array {
  const place = at % (bytes.length + 1);
  const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
  const [before, after] = [bytes.slice(0, place), bytes.slice(place)];
  if (kind === 'flip') return join(before, new Uint8Array([value]), after.slice(1));
  if (kind === 'cut') return join(before, after.slice(value));
  if (kind === 'twice') return join(before, after.slice(0, value), after);
  return kind === 'put' ? join(before, strToU8(value), after) : before;
}

/** Files inside an archive break as well; packed again, so that the reader gets as far as their content. */
function mutatedInside(bytes: Uint8Array, changes: readonly Mutation[]): Uint8Array {
  const files = unzipSync(bytes);
  const names = Object.keys(files);
  for (const change of changes) {
    const name = names[change.at % names.length]!;
    files[name] = new Uint8Array(mutated(files[name]!, change));
  }
  return zipSync(files, { level: 0 });
}

/** Either questions and problems, or one clear refusal; any other error is a fault of ours. */
async function look(name: string, bytes: Uint8Array, format?: FormatName): Promise<'read' | 'refused'> {
  try {
    const { questions, problems } = await readQuestionFile(name, bytes, format);
    for (const { row } of [...questions, ...problems]) expect(row).toBeGreaterThan(0);
    expect(new Set(questions.map(({ row }) => row)).size).toBe(questions.length);
    return 'read';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return 'refused';
  }
}

describe.skipIf(process.env.DATABASE_URL === 'pglite:')('a broken file is answered clearly', () => {
  test.each(valid)('%s from %s, %i times', { timeout: 120_000 }, async (format, name, numRuns, samples) => {
    const isArchive = samples[0]![0] === 0x50 && samples[0]![1] === 0x4b;
    const broken = fc
      .record({
        sample: fc.constantFrom(...samples),
        changes: fc.array(mutation, { minLength: 1, maxLength: 6 }),
        inside: fc.boolean(),
        noise: fc.option(fc.uint8Array({ maxLength: 200 }), { freq: 8 })
      })
      .map(({ sample, changes, inside, noise }) => {
        if (noise) return noise;
        return isArchive && inside ? mutatedInside(sample, changes) : changes.reduce(mutated, sample);
      });
    const seen = { read: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(broken, fc.boolean(), async (bytes, asked) => {
        seen[await look(name, bytes, asked ? format : undefined)] += 1;
      }),
      // A failure is shown as it is: files are cheap to look at, and making them smaller takes minutes.
      { numRuns, endOnFailure: true }
    );
    // Mutations that nobody gets through, or that break nothing, would prove nothing.
    expect(Math.min(seen.read, isArchive || format === 'moodle' ? seen.refused : numRuns)).toBeGreaterThan(
      numRuns / 100
    );
  });

  const bomb = zipSync({ 'imsmanifest.xml': new Uint8Array(60 * 1024 * 1024), 'xl/workbook.xml': strToU8('<a/>') });
  const many = zipSync(Object.fromEntries(Array.from({ length: 21_000 }, (_, at) => [`${at}.xml`, new Uint8Array(0)])));
  const laughs = `<?xml version="1.0"?><!DOCTYPE quiz [${Array.from({ length: 20 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')}]><quiz>&l20;</quiz>`;
  const item = (inside: string) =>
    `<qti-assessment-item identifier="x"><qti-item-body>${inside}</qti-item-body></qti-assessment-item>`;
  test.each<[string, string, string | Uint8Array, string]>([
    ['an archive that unpacks into sixty megabytes', 'a.zip', bomb, 'file.too-large'],
    ['twenty thousand files and more', 'a.zip', many, 'file.too-large'],
    ['an archive cut in half', 'a.zip', valid.at(-1)![3][0]!.slice(0, 900), 'file.unreadable'],
    ['a billion laughs', 'a.xml', laughs, 'file.xml-doctype'],
    [
      'an external document type',
      'a.xml',
      '<?xml version="1.0"?><!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>',
      'file.xml-doctype'
    ],
    ['deep XML', 'a.xml', item('<p>'.repeat(100_000)), 'file.xml-deep'],
    ['a file of zeros', 'a.txt', new Uint8Array(1_000_000), 'file.unreadable']
  ])('%s', async (_, name, content, code) => {
    await expect(readQuestionFile(name, bytesOf(content))).rejects.toMatchObject({ code });
  });

  /** Megabytes of what makes a careless reader try again from every place; each would take hours if one did. */
  const MEGA = 1_000_000;
  test.each<[FormatName, string, string]>([
    ['text', 'spaces', `1. 甲${' '.repeat(MEGA)}乙\nA. 一 B. 二`],
    ['text', 'brackets', `1. ${'（'.repeat(MEGA)}`],
    ['text', 'letters', `1. 甲\n${'A.B.'.repeat(MEGA / 4)}`],
    ['text', 'heads of keys', '参考答案\n'.repeat(MEGA / 5)],
    ['text', 'a key', `参考答案\n${'1.A '.repeat(MEGA / 4)}`],
    ['text', 'lines', `1. 甲\n解析：${'乙\n'.repeat(MEGA / 2)}`],
    ['gift', 'tags', `[html]${'<a'.repeat(MEGA / 2)}{=甲 ~乙}`],
    ['gift', 'spaces', `甲${' '.repeat(MEGA)}{=甲 ~乙}`],
    ['gift', 'braces', '{=甲 ~乙}'.repeat(MEGA / 8)],
    ['gift', 'notes', `// chizheng: ${'; '.repeat(MEGA / 2)}\n甲{T}`],
    [
      'moodle',
      'fields',
      `<quiz><question type="cloze"><questiontext><text>${'{1:SA:'.repeat(MEGA / 6)}</text></questiontext></question></quiz>`
    ],
    ['moodle', 'siblings', `<quiz>${'<question/>'.repeat(MEGA / 11)}</quiz>`],
    ['qti', 'breaks', item(`<p>${'<br/> '.repeat(MEGA / 6)}</p>`)],
    ['csv', 'quotes', `题型,题干,答案\n${'"'.repeat(MEGA + 1)}`],
    ['csv', 'bars', `题型,题干,右列,答案\n填空,____,,${'|'.repeat(MEGA)}`],
    ['aiken', 'options', `几名？\n${'A. 一\n'.repeat(MEGA / 5)}ANSWER: A`]
  ])('%s: a megabyte of %s', async (format, _, content) => {
    expect(['read', 'refused']).toContain(await look('a.txt', strToU8(content), format));
  });

  test('every encoding of one text says the same', async () => {
    const utf16 = (bigEndian: boolean) => {
      const bytes = Buffer.from(`\ufeff${list}`, 'utf16le');
      return new Uint8Array(bigEndian ? bytes.swap16() : bytes);
    };
    const gb = new Uint8Array([
      0x31, 0x2e, 0x20, 0xbc, 0xc3, 0xc2, 0xf0, 0xa3, 0xbf, 0x0a, 0xb4, 0xf0, 0xb0, 0xb8, 0xa3, 0xba, 0xb6, 0xd4
    ]);
    const plain = await readQuestionFile('a.txt', strToU8(list), 'text');
    for (const bytes of [strToU8(`\ufeff${list}`), utf16(false), utf16(true)]) {
      expect(await readQuestionFile('a.txt', bytes, 'text')).toEqual(plain);
    }
    expect((await readQuestionFile('a.txt', gb)).questions[0]!.draft).toMatchObject({
      type: 'true-false',
      answer: ['T']
    });
    expect(strFromU8(strToU8(list))).toBe(list);
  });
});
