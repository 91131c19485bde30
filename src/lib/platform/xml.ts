/**
 * A file of XML as a small tree, for formats that other programs write. No document type, hence no entities of its
 * own and nothing to fetch; depth and size are bounded, so that a hostile file is refused instead of unfolded.
 */
import { Parser } from 'saxen';
import { invalid } from './errors.ts';

const DEEPEST = 200;
const MOST_NODES = 1_500_000;

export interface XmlElement {
  /** Without its namespace's prefix. */
  name: string;
  attributes: Map<string, string>;
  children: XmlNode[];
}
export type XmlNode = XmlElement | string;

/**
 * @returns the root element.
 * @throws invalid `file.xml` when it is not well-formed, `file.xml-doctype`, `file.xml-deep`
 */
export function readXml(text: string): XmlElement {
  const top: XmlElement = { name: '', attributes: new Map(), children: [] };
  const open = [top];
  let nodes = 0;
  const broken = (code: string, cause?: unknown) => Object.assign(invalid(code), { cause });
  const add = (node: XmlNode) => {
    const { children } = open.at(-1)!;
    if ((nodes += 1) > MOST_NODES) throw broken('file.xml-deep');
    if (typeof node === 'string' && typeof children.at(-1) === 'string') children.push(children.pop() + node);
    else children.push(node);
  };
  new Parser()
    .on('openTag', (name, attributesOf) => {
      const element: XmlElement = { name: local(name), attributes: new Map(), children: [] };
      // False when they cannot be read.
      const given = attributesOf() || {};
      for (const [key, value] of Object.entries(given)) element.attributes.set(local(key), decoded(value));
      add(element);
      if (open.push(element) > DEEPEST) throw broken('file.xml-deep');
    })
    .on('closeTag', () => {
      open.pop();
    })
    .on('text', (value) => add(decoded(value)))
    .on('cdata', (value) => add(value))
    .on('attention', () => {
      throw broken('file.xml-doctype');
    })
    .on('error', (cause) => {
      throw broken('file.xml', cause);
    })
    .parse(text.replace(/^\ufeff/, ''));
  const root = top.children.find((node) => typeof node !== 'string');
  if (!root) throw broken('file.xml');
  return root;
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** The five entities of XML, the one that HTML writers cannot leave, and numbers; others stay as they are written. */
export function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (all, decimal, hex, name) => {
    if (name) return NAMED[String(name).toLowerCase()] ?? all;
    const code = decimal ? Number(decimal) : parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** Text between tags, or between the quotes of an attribute; a line end in an attribute would be read as a space. */
export const encoded = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string';
export const elements = (parent: XmlElement) => parent.children.filter(isElement);
export const named = (parent: XmlElement, name: string) => elements(parent).filter((child) => child.name === name);
export const first = (parent: XmlElement, name: string) => elements(parent).find((child) => child.name === name);

/** All text inside, as it stands. */
export const rawText = (element: XmlElement): string =>
  element.children.map((child) => (isElement(child) ? rawText(child) : child)).join('');
