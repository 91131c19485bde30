/** Every format of questions, one value each. To add one: write its reader and put it here, before what is less sure. */
import { isArchive, requireModestArchive } from '#lib/platform/archive.server.ts';
import { readDocument } from '#lib/platform/document.server.ts';
import { decodeText, readTable, writeCsv, writeWorkbook } from '#lib/platform/spreadsheet.server.ts';
import { isAiken, readAiken } from './aiken.ts';
import type { QuestionFormat } from './format.ts';
import { readGift } from './gift-read.ts';
import { writeGift } from './gift-write.ts';
import { readMoodle } from './moodle-read.ts';
import { writeMoodle } from './moodle-write.ts';
import { readQtiPackage, readQtiXml } from './qti-package.ts';
import { writeQtiPackage } from './qti-write.ts';
import { linesOf, neededHeadings, questionColumns, readQuestionRows } from './table.ts';
import { readText } from './text.ts';

const SHEET = '题目';
/** An item a file: a package for every question that one import takes, and its manifest. */
const MOST_PACKED = 20_100;

const hasHeadings = (line: string) => neededHeadings.every((heading) => line.includes(heading));
const isXml = (beginning: string) => /^\s*<(\?xml|quiz|\w*:?assessment|qti-)/i.test(beginning);

/** In the order in which they are tried. */
export const formats: readonly QuestionFormat[] = [
  {
    name: 'xlsx',
    unit: 'row',
    extension: 'xlsx',
    detect: ({ entries }) => entries?.some((name) => name.startsWith('xl/')) ?? false,
    read: async (bytes) => readQuestionRows(await readTable(bytes, neededHeadings)),
    write: (questions) => writeWorkbook(SHEET, questionColumns, linesOf(questions))
  },
  {
    name: 'qti',
    unit: 'item',
    extension: 'zip',
    detect: ({ entries, beginning }) =>
      entries
        ? entries.some((name) => /\.xml$/i.test(name)) && !entries.some((name) => name.startsWith('word/'))
        : isXml(beginning) && /<(\w+:)?(qti-assessment|assessment)(-i|I)tem\b/.test(beginning),
    read(bytes) {
      if (!isArchive(bytes)) return readQtiXml(decodeText(bytes));
      requireModestArchive(bytes, MOST_PACKED);
      return readQtiPackage(bytes);
    },
    write: writeQtiPackage
  },
  {
    name: 'moodle',
    unit: 'item',
    extension: 'xml',
    detect: ({ beginning }) => isXml(beginning),
    read: (bytes) => readMoodle(decodeText(bytes)),
    write: writeMoodle
  },
  {
    name: 'csv',
    unit: 'row',
    extension: 'csv',
    detect: ({ entries, name, beginning }) =>
      !entries && (/\.csv$/i.test(name) || hasHeadings(beginning.split(/\r?\n/, 1)[0]!)),
    read: async (bytes) => readQuestionRows(await readTable(bytes, neededHeadings)),
    write: (questions) => writeCsv(questionColumns, linesOf(questions))
  },
  {
    name: 'aiken',
    unit: 'line',
    extension: 'txt',
    detect: ({ entries, beginning }) => !entries && isAiken(beginning),
    read: (bytes) => readAiken(decodeText(bytes))
  },
  {
    name: 'gift',
    unit: 'line',
    extension: 'gift',
    detect: ({ entries, name, beginning }) =>
      !entries &&
      (/\.gift$/i.test(name) || /^\s*(::|\$CATEGORY:|\/\/ chizheng:)|\{\s*(=|~|#|T\b|F\b|\})/im.test(beginning)),
    read: (bytes) => readGift(decodeText(bytes)),
    write: writeGift
  },
  {
    name: 'text',
    unit: 'line',
    extension: 'txt',
    detect: () => true,
    read: (bytes) => readText(readDocument(bytes, { numbers: true }).text)
  }
];
