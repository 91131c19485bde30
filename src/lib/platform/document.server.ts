/** The only file that knows Word: a document's words, one paragraph a line. Nothing in it is run or fetched. */
import { strFromU8, unzipSync } from 'fflate';
import { Parser } from 'saxen';
import { isArchive, requireModestArchive } from './archive.server.ts';
import { invalid } from './errors.ts';
import { LARGEST_FILE } from './files.server.ts';
import { decodeText } from './spreadsheet.server.ts';

export interface ReadDocument {
  text: string;
  /** Paragraphs whose number Word makes by itself, so that the text does not have it. */
  numberedByWord: number;
}

/**
 * The text of a Markdown or plain text file (UTF-8, GB18030), or of a .docx; the content decides, not the name.
 * @throws invalid `file.too-large`, `file.unreadable`
 */
export function readDocument(bytes: Uint8Array): ReadDocument {
  if (bytes.byteLength > LARGEST_FILE) throw invalid('file.too-large', { megabytes: LARGEST_FILE / 1024 / 1024 });
  if (isArchive(bytes)) return readWord(bytes);
  const text = decodeText(bytes);
  if (text.includes('\0')) throw invalid('file.unreadable');
  return { text, numberedByWord: 0 };
}

const BODY = 'word/document.xml';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const STRICT_WORD = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
/** A drawing's text stands in the file twice, for new and for old readers; a field's code is no text. */
const PASSED_OVER = new Set(['mc:Fallback', 'w:instrText', 'w:delText', 'w:del', 'w:moveFrom']);

function readWord(bytes: Uint8Array): ReadDocument {
  requireModestArchive(bytes);
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  let skipped = 0;
  let numberedByWord = 0;
  const parser = new Parser()
    .ns({ [WORD]: 'w', [STRICT_WORD]: 'w', 'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc' })
    .on('openTag', (name) => {
      if (PASSED_OVER.has(name)) skipped += 1;
      else if (skipped) return;
      else if (name === 'w:t') taken += 1;
      else if (name === 'w:tab') line += ' ';
      else if (name === 'w:br' || name === 'w:cr') line += '\n';
      else if (name === 'w:numPr') numberedByWord += 1;
    })
    .on('closeTag', (name) => {
      if (PASSED_OVER.has(name)) skipped -= 1;
      else if (skipped) return;
      else if (name === 'w:t') taken -= 1;
      else if (name === 'w:p') {
        lines.push(line);
        line = '';
      }
    })
    .on('text', (value, decode) => {
      if (taken && !skipped) line += decode(value);
    })
    .on('error', (cause) => {
      throw Object.assign(invalid('file.unreadable'), { cause });
    });
  parser.parse(bodyOf(bytes));
  return { text: lines.join('\n'), numberedByWord };
}

function bodyOf(bytes: Uint8Array): string {
  let body: Uint8Array | undefined;
  try {
    body = unzipSync(bytes, { filter: ({ name }) => name === BODY })[BODY];
  } catch (cause) {
    throw Object.assign(invalid('file.unreadable'), { cause });
  }
  if (!body) throw invalid('file.unreadable');
  return strFromU8(body);
}
