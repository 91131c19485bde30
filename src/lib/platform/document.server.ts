/** The only file that knows Word: a document's words, one paragraph a line. Nothing in it is run or fetched. */
import { strFromU8, unzipSync } from 'fflate';
import { Parser } from 'saxen';
import { isArchive, requireModestArchive } from './archive.server.ts';
import { invalid } from './errors.ts';
import { LARGEST_FILE } from './files.server.ts';
import { decodeText } from './spreadsheet.server.ts';
import { readWordNumbers } from './word-numbers.ts';

export interface ReadDocument {
  text: string;
  /** Paragraphs whose number Word makes by itself, so that the text does not have it. */
  numberedByWord: number;
}

/**
 * The text of a Markdown or plain text file (UTF-8, UTF-16, GB18030), or of a .docx; the content decides, not the name.
 * @param numbers writes the numbers that Word makes by itself before their paragraphs.
 * @throws invalid `file.too-large`, `file.unreadable`
 */
export function readDocument(bytes: Uint8Array, { numbers = false } = {}): ReadDocument {
  if (bytes.byteLength > LARGEST_FILE) throw invalid('file.too-large', { megabytes: LARGEST_FILE / 1024 / 1024 });
  if (isArchive(bytes)) return readWord(bytes, numbers);
  const text = decodeText(bytes);
  if (text.includes('\0')) throw invalid('file.unreadable');
  return { text, numberedByWord: 0 };
}

const BODY = 'word/document.xml';
const NUMBERING = 'word/numbering.xml';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const STRICT_WORD = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
/** A drawing's text stands in the file twice, for new and for old readers; a field's code is no text. */
const PASSED_OVER = new Set(['mc:Fallback', 'w:instrText', 'w:delText', 'w:del', 'w:moveFrom']);

function readWord(bytes: Uint8Array, numbers: boolean): ReadDocument {
  requireModestArchive(bytes);
  const { body, numbering } = partsOf(bytes);
  const counted = readWordNumbers(numbers ? numbering : undefined);
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  let skipped = 0;
  let numberedByWord = 0;
  let list: string | undefined;
  let level = 0;
  const valueOf = (attributes: () => Record<string, string> | false) => {
    const read = attributes();
    return (read && read['w:val']) || '';
  };
  const parser = new Parser()
    .ns({ [WORD]: 'w', [STRICT_WORD]: 'w', 'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc' })
    .on('openTag', (name, attributes) => {
      if (PASSED_OVER.has(name)) skipped += 1;
      else if (skipped) return;
      else if (name === 'w:t') taken += 1;
      else if (name === 'w:tab') line += ' ';
      else if (name === 'w:br' || name === 'w:cr') line += '\n';
      else if (name === 'w:numPr') numberedByWord += 1;
      else if (name === 'w:ilvl') level = Number(valueOf(attributes)) || 0;
      else if (name === 'w:numId') list = valueOf(attributes);
    })
    .on('closeTag', (name) => {
      if (PASSED_OVER.has(name)) skipped -= 1;
      else if (skipped) return;
      else if (name === 'w:t') taken -= 1;
      else if (name === 'w:p') {
        const number = list !== undefined && line.trim() ? counted.next(list, level) : '';
        lines.push(number ? `${number} ${line}` : line);
        line = '';
        list = undefined;
        level = 0;
      }
    })
    .on('text', (value, decode) => {
      if (taken && !skipped) line += decode(value);
    })
    .on('error', (cause) => {
      throw Object.assign(invalid('file.unreadable'), { cause });
    });
  parser.parse(body);
  return { text: lines.join('\n'), numberedByWord };
}

function partsOf(bytes: Uint8Array): { body: string; numbering: string | undefined } {
  let parts: Record<string, Uint8Array>;
  try {
    parts = unzipSync(bytes, { filter: ({ name }) => name === BODY || name === NUMBERING });
  } catch (cause) {
    throw Object.assign(invalid('file.unreadable'), { cause });
  }
  const [body, numbering] = [parts[BODY], parts[NUMBERING]];
  if (!body) throw invalid('file.unreadable');
  return { body: strFromU8(body), numbering: numbering && strFromU8(numbering) };
}
