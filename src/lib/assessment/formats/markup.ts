/** From marked-up text to plain words, and what would be lost on the way. */
import { decoded, isElement, type XmlElement, type XmlNode } from '#lib/platform/xml.ts';

export interface Words {
  text: string;
  /** Names of things that have no words: `img`, `table`, `math` … */
  lost: string[];
}

const BREAKS = new Set(['br', 'hr']);
const BLOCKS = new Set('p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre section article prompt'.split(' '));
/** Without these an item would say something else than it says. */
const WORDLESS = new Set(
  'img image object video audio picture svg math table iframe embed canvas script style xi'.split(' ')
);

/** The words of HTML as other programs write it; a tag that is never closed does no harm, a script is only named. */
export function wordsOfHtml(html: string): Words {
  const lost = new Set<string>();
  const text = html.replace(/<(\/?)([a-z][a-z0-9]*)\b[^<>]*>/gi, (_, closing: string, name: string) => {
    const tag = name.toLowerCase();
    if (WORDLESS.has(tag) && !closing) lost.add(tag);
    return BREAKS.has(tag) || BLOCKS.has(tag) ? SOFT_BREAK : '';
  });
  // Only what the markup says is layout; a line end or spaces that an entity stands for come after.
  return { text: folded(text.replace(/[ \t\r\n\f]+/g, ' '), decoded), lost: [...lost] };
}

/** The words of a tree of XHTML. White space is layout, but in an element of class `KEPT` it is text. */
export function wordsOfXhtml(nodes: readonly XmlNode[]): Words {
  const lost = new Set<string>();
  const written = (node: XmlNode, kept: boolean): string => {
    if (!isElement(node)) return kept ? node.replaceAll(' ', KEPT_SPACE) : node.replace(/[ \t\r\n\u00a0]+/g, ' ');
    const name = node.name.toLowerCase();
    if (WORDLESS.has(name)) lost.add(name);
    if (BREAKS.has(name)) return kept ? HARD_BREAK : SOFT_BREAK;
    const inside = node.children.map((child) => written(child, kept || isKept(node))).join('');
    return BLOCKS.has(name) ? SOFT_BREAK + inside + SOFT_BREAK : inside;
  };
  const text = nodes.map((node) => written(node, false)).join('');
  return { text: folded(text).replaceAll(HARD_BREAK, '\n').replaceAll(KEPT_SPACE, ' '), lost: [...lost] };
}

const SOFT_BREAK = '\u2028';
const HARD_BREAK = '\u2029';
const KEPT_SPACE = '\0';
const KEPT = 'kept-space';
const isKept = ({ attributes }: XmlElement) => (attributes.get('class') ?? '').split(' ').includes(KEPT);

/** The class that a text needs, so that its spaces and empty lines come back. */
export const keptClass = (text: string) => (/\s\s|\u00a0/.test(text) ? ` class="${KEPT}"` : '');

/** One line end for any number of breaks, no space at the edges of lines. */
const folded = (text: string, read = (line: string) => line) =>
  text
    .split(SOFT_BREAK)
    .map((line) => read(line.replace(/ +/g, ' ')).trim())
    .filter(Boolean)
    .join('\n');
