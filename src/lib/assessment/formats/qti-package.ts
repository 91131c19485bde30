/** Reads a QTI content package, or an item that lies alone. Rows are items counted from 1. */
import { strFromU8, unzipSync } from 'fflate';
import { invalid } from '#lib/platform/errors.ts';
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

/** @throws invalid `file.unreadable`, of `readXml`, `bank.qti-no-items` */
export function readQtiPackage(bytes: Uint8Array): ReadFile {
  const files = unpacked(bytes);
  const read: ReadFile = { questions: [], problems: [] };
  const roots = new Map<string, XmlElement>();
  const manifestName = [...files.keys()].filter((name) => MANIFEST.test(name)).sort((a, b) => a.length - b.length)[0];
  const listed = manifestName ? itemsOf(readXml(files.get(manifestName)!), folderOf(manifestName)) : undefined;
  const broken = new Map<string, FileProblem>();
  for (const [name, text] of files) {
    if (name === manifestName || !/\.xml$/i.test(name)) continue;
    try {
      roots.set(name, readXml(text));
    } catch (cause) {
      broken.set(name, { row: 0, item: name, kind: 'error', code: codeOf(cause), params: {}, excerpt: name });
    }
  }
  const names = listed?.map(({ file }) => file) ?? [...roots.keys()].filter((name) => isItem(roots.get(name)!)).sort();
  for (const [at, file] of names.entries()) {
    const root = roots.get(file);
    const problem = broken.get(file);
    if (problem) read.problems.push({ ...problem, row: at + 1 });
    else if (!root) say(read, at + 1, file, 'error', 'bank.qti-file-missing');
    else take(read, at + 1, root, listed?.[at]?.meta);
  }
  const taken = new Set([manifestName, ...names]);
  let row = names.length;
  for (const name of files.keys())
    if (!taken.has(name))
      say(read, (row += 1), name, 'unsupported', isTest(roots.get(name)) ? 'bank.qti-test' : 'bank.file-unread');
  if (!names.length) throw invalid('bank.qti-no-items');
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

const codeOf = (cause: unknown) =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'file.xml';

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

function unpacked(bytes: Uint8Array): Map<string, string> {
  try {
    const files = new Map<string, string>();
    const found = unzipSync(bytes, { filter: ({ name }) => !name.endsWith('/') });
    for (const [name, content] of Object.entries(found)) {
      files.set(name, /\.xml$/i.test(name) ? strFromU8(content).replace(/^\ufeff/, '') : '');
    }
    return files;
  } catch (cause) {
    throw Object.assign(invalid('file.unreadable'), { cause });
  }
}

const folderOf = (name: string) => name.slice(0, name.lastIndexOf('/') + 1);
const isTest = (root: XmlElement | undefined) => root !== undefined && nameOf(root) === 'assessmenttest';

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
