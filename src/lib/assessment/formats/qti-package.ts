/** Reads a QTI content package, or an item that lies alone. Rows are items counted from 1. */
import { strFromU8, unzipSync } from 'fflate';
import { DomainError, invalid } from '#lib/platform/errors.ts';
import { elements, readXml, type XmlElement } from '#lib/platform/xml.ts';
import { isQuestionCode, settledDraft, type DraftQuestion } from '../question.ts';
import { excerptOf, type FileProblem, type ReadFile } from './format.ts';
import { isItem, readQtiItem } from './qti-item.ts';
import { attribute, child, children, inside, nameOf } from './qti-names.ts';
import { wordsOfXhtml } from './markup.ts';
import { readDay, readDifficulty } from './words.ts';

const MANIFEST = /(?:^|\/)imsmanifest\.xml$/i;

interface Listed {
  file: string;
  meta: XmlElement | undefined;
}

/** @throws invalid `file.unreadable`, of `readXml` for the manifest, `bank.qti-no-items` */
export async function readQtiPackage(bytes: Uint8Array): Promise<ReadFile> {
  const files = unpacked(bytes);
  const read: ReadFile = { questions: [], problems: [] };
  const manifestName = [...files.keys()].filter((name) => MANIFEST.test(name)).sort((a, b) => a.length - b.length)[0];
  const manifest = manifestName === undefined ? undefined : readXml(files.get(manifestName)!());
  const listed = manifest ? itemsOf(manifest, folderOf(manifestName!)) : itemFiles(files);
  if (!listed.length) throw invalid('bank.qti-no-items');
  // One item after the other, so that a package never stands in memory as a whole.
  for (const [at, { file, meta }] of listed.entries()) {
    if (at % 50 === 49) await breath();
    const content = files.get(file);
    const root = content && rootOf(content);
    if (!root) say(read, at + 1, file, 'error', 'bank.qti-file-missing');
    else if (typeof root === 'string') say(read, at + 1, file, 'error', root);
    else take(read, at + 1, root, meta);
  }
  const taken = new Set([manifestName, ...listed.map(({ file }) => file)]);
  let row = listed.length;
  for (const [name, content] of files)
    if (!taken.has(name))
      say(read, (row += 1), name, 'unsupported', isTest(content) ? 'bank.qti-test' : 'bank.file-unread');
  return read;
}

/** One item, or several under a root of any name. */
export function readQtiXml(text: string): ReadFile {
  const root = readXml(text);
  const items = isItem(root) ? [root] : inside(root, (name) => name === 'assessmentitem');
  if (!items.length) throw invalid('bank.xml-unknown', { name: root.name });
  const read: ReadFile = { questions: [], problems: [] };
  for (const [at, item] of items.entries()) take(read, at + 1, item, undefined);
  return read;
}

/** Lets whoever sits an exam save in between: thousands of items take seconds. */
const breath = () => new Promise((resume) => setImmediate(resume));

/** The root of a file, or the code of what is wrong with it. */
function rootOf(content: () => string): XmlElement | string {
  try {
    return readXml(content());
  } catch (cause) {
    if (cause instanceof DomainError) return cause.code;
    throw cause;
  }
}

function say(
  read: ReadFile,
  row: number,
  item: string,
  kind: FileProblem['kind'],
  code: string,
  params: FileProblem['params'] = {}
) {
  read.problems.push({ row, item, kind, code, params: { name: item, ...params }, excerpt: excerptOf(item) });
}

/** The files of a package; each becomes text when it is asked for. */
type Files = Map<string, () => string>;

function unpacked(bytes: Uint8Array): Files {
  try {
    const found = unzipSync(bytes, { filter: ({ name }) => !name.endsWith('/') });
    return new Map(
      Object.entries(found).map(([name, content]) => [name, () => strFromU8(content).replace(/^\ufeff/, '')])
    );
  } catch (cause) {
    throw Object.assign(invalid('file.unreadable'), { cause });
  }
}

/** Without a manifest every file whose root is an item is one. */
const itemFiles = (files: Files): Listed[] =>
  [...files]
    .filter(([name, content]) => {
      const root = /\.xml$/i.test(name) && rootOf(content);
      return root && typeof root !== 'string' && isItem(root);
    })
    .map(([file]) => ({ file, meta: undefined }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));

const folderOf = (name: string) => name.slice(0, name.lastIndexOf('/') + 1);
const isTest = (content: () => string) => /<(?:\w+:)?(?:qti-assessment-test|assessmentTest)\b/.test(content());

/** The item resources of a manifest, in its order, with what it says of each. */
function itemsOf(manifest: XmlElement, folder: string): Listed[] {
  return inside(manifest, (name) => name === 'resource')
    .filter((resource) => /(^|_)item(_|$)/i.test(attribute(resource, 'type') ?? ''))
    .map((resource) => {
      const href = attribute(resource, 'href') ?? attribute(child(resource, 'file') ?? resource, 'href') ?? '';
      const meta = children(resource, 'metadata')
        .flatMap(elements)
        .find((one) => nameOf(one) === 'question');
      return { file: `${folder}${uriDecoded(href)}`, meta };
    });
}

function uriDecoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

function take(read: ReadFile, row: number, root: XmlElement, meta: XmlElement | undefined) {
  const identifier = attribute(root, 'identifier') ?? '';
  const said = (name: string) => (meta && attribute(meta, name)) ?? '';
  const title = attribute(root, 'title') ?? '';
  const item = said('code') || title || identifier;
  const tell = (kind: FileProblem['kind'], code: string, params: FileProblem['params'] = {}) =>
    read.problems.push({
      row,
      item,
      kind,
      code,
      params: { name: item, ...params },
      excerpt: excerptOf(wordsOfXhtml([child(root, 'itembody') ?? '']).text || item)
    });
  const body = readQtiItem(root, tell);
  if (!body) return;
  const [validFrom, validTo] = [readDay(said('validFrom')), readDay(said('validTo'))];
  if (validFrom === undefined || validTo === undefined) {
    return void tell('error', 'bank.day-format', {
      word: validFrom === undefined ? said('validFrom') : said('validTo')
    });
  }
  const draft: DraftQuestion = {
    ...body,
    // Without our own metadata an identifier is a name within its package, no 编号 of a bank.
    code: isQuestionCode(said('code')) ? said('code') : '',
    topic: said('topic'),
    difficulty: readDifficulty(said('difficulty')),
    basis: said('basis'),
    validFrom,
    validTo
  };
  read.questions.push({ row, item, draft: settledDraft(draft) });
}
