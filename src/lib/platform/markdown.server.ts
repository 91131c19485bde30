/** The one place where Markdown becomes HTML. On the server, so that no parser travels to a phone. */
import markdownIt, { type MarkdownIt, type RendererRule, type StateInline, type Token } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';

declare const safe: unique symbol;
/** HTML that came out of `renderMarkdown` or `renderMarked`; the only kind that `Markdown.svelte` takes. */
export type SafeHtml = string & { readonly [safe]: true };

/** The address of what a text cites: 行政处罚法 第四十二条 → /law/…#a4200; undefined when there is no such article. */
export type HrefOfCitation = (citation: string) => string | undefined;

/**
 * Renders what an author wrote. Raw HTML stays text; links go to https or within the portal, images come from the file
 * store (`![说明](file:HASH)`), `[[行政处罚法 第四十二条]]` becomes a link to the article.
 */
export function renderMarkdown(source: string, hrefOf: HrefOfCitation): SafeHtml {
  return parser.render(source, { hrefOf } satisfies Env) as SafeHtml;
}

/**
 * Renders the little that a question may have: bold, emphasis, lists, tables and pictures of the file store. Everything
 * else stays as it was written: no links, no headings, no code, no HTML; underscores are blanks and never emphasis.
 * @param inline within a line: no lists and tables.
 * @returns undefined when the text has none of it and can be shown as it is.
 */
export function renderMarked(source: string, inline = false): SafeHtml | undefined {
  if (!MAYBE_MARKED.test(source)) return undefined;
  const text = source.replaceAll('_', '\\_');
  const tokens = inline ? little.parseInline(text, {}) : little.parse(text, {});
  if (tokens.every(isPlain)) return undefined;
  return little.renderer.render(tokens, little.options, {}) as SafeHtml;
}

const MAYBE_MARKED = /[*|\\]|!\[|^\s*(?:[-+]|\d{1,9}[.)])\s/m;
const PLAIN = new Set(['paragraph_open', 'paragraph_close', 'text', 'softbreak', 'hardbreak']);
const isPlain = ({ type, children }: Token): boolean =>
  type === 'inline'
    ? (children ?? []).every((child) => isPlain(child) || (child.type === 'text_special' && child.content === '_'))
    : PLAIN.has(type);

interface Env {
  hrefOf: HrefOfCitation;
  [key: string]: unknown;
}

const CITATION = /\[\[([^[\]\n]{1,200})\]\]/y;
const FILE = /^file:([0-9a-f]{64})$/;
/** `![说明](file:HASH "640x480")`: the page keeps the room before the picture is there. */
const SIZE = /^(\d{1,5})x(\d{1,5})$/;

const parser = buildParser();
const little = buildLittleParser();

function buildParser(): MarkdownIt {
  // Emphasis beside Chinese punctuation, as in **“三十日”**内, is not closed by the rules that were made for spaces.
  const md = markdownIt({ html: false }).use(cjkFriendly);
  // Indented paragraphs are a habit of Chinese typing, not code.
  md.disable('code');
  // Asked for links and images after the address was normalised; the rules below tell the two apart.
  md.validateLink = (href) => isOutside(href) || isInside(href) || FILE.test(href);
  md.inline.ruler.before('link', 'citation', readCitation);
  Object.assign(md.renderer.rules, drawing(md), {
    citation: drawCitation,
    link_open: drawLink,
    heading_open: (tokens, at) => `<${headingTag(tokens[at]!.tag)}>`,
    heading_close: (tokens, at) => `</${headingTag(tokens[at]!.tag)}>\n`,
    fence: (tokens, at) => `<pre><code>${md.utils.escapeHtml(tokens[at]!.content)}</code></pre>\n`,
    softbreak: drawSoftBreak
  } satisfies Record<string, RendererRule>);
  return md;

  function drawCitation(...[tokens, at, , env]: Parameters<RendererRule>) {
    const words = tokens[at]!.content;
    const { hrefOf } = env as unknown as Env;
    const text = md.utils.escapeHtml(words);
    const href = hrefOf(words);
    return href ? `<a class="cite" href="${md.utils.escapeHtml(href)}" data-cite="${text}">${text}</a>` : text;
  }

  function drawLink(...[tokens, at]: Parameters<RendererRule>) {
    const href = attribute(tokens[at]!, 'href');
    const file = FILE.exec(href)?.[1];
    const target = isOutside(href) ? ' target="_blank" rel="noopener noreferrer"' : '';
    return `<a href="${md.utils.escapeHtml(file ? `/api/files/${file}` : href)}"${target}>`;
  }
}

function buildLittleParser(): MarkdownIt {
  const md = markdownIt('zero', { html: false, breaks: true }).use(cjkFriendly);
  md.enable(['emphasis', 'list', 'table', 'image', 'escape', 'newline']);
  md.validateLink = (href) => FILE.test(href);
  Object.assign(md.renderer.rules, drawing(md));
  return md;
}

/** What both parsers draw alike. */
function drawing(md: MarkdownIt): Record<string, RendererRule> {
  return {
    image: drawImage,
    // Wide tables scroll by themselves, also with the keyboard.
    table_open: () => '<div class="scroll" role="group" tabindex="0"><table>\n',
    table_close: () => '</table></div>\n',
    th_open: (tokens, at) => drawCell('th', attribute(tokens[at]!, 'style')),
    td_open: (tokens, at) => drawCell('td', attribute(tokens[at]!, 'style'))
  };

  function drawImage(...[tokens, at, options, env, renderer]: Parameters<RendererRule>) {
    const token = tokens[at]!;
    const alt = md.utils.escapeHtml(renderer.renderInlineAsText(token.children ?? [], options, env));
    const file = FILE.exec(attribute(token, 'src'))?.[1];
    const [, width, height] = SIZE.exec(attribute(token, 'title')) ?? [];
    const size = width && height ? ` width="${width}" height="${height}"` : '';
    return file ? `<img src="/api/files/${file}" alt="${alt}"${size} loading="lazy">` : alt;
  }
}

function readCitation(state: StateInline, silent: boolean): boolean {
  CITATION.lastIndex = state.pos;
  const found = CITATION.exec(state.src);
  if (!found) return false;
  if (!silent) state.push('citation', '', 0).content = found[1]!.trim();
  state.pos += found[0].length;
  return true;
}

const attribute = (token: Token, name: string) => String(token.attrGet(name) ?? '');

const isOutside = (href: string) => /^https:\/\//i.test(href);
/** Two slashes, or a slash and a backslash, would be another host. */
const isInside = (href: string) => /^#|^\/(?![/\\])/.test(href);

/** The lesson's title is the page's h1, and authors begin at ###. */
const headingTag = (tag: string) => `h${Math.max(2, Number(tag.slice(1)) - 1)}`;

/** The parser aligns by an inline style, which the content policy would drop. */
function drawCell(tag: string, style: string): string {
  const side = /^text-align:(center|right)$/.exec(style)?.[1];
  return side ? `<${tag} class="${side}">` : `<${tag}>`;
}

/** A line end within Chinese text is no space. */
function drawSoftBreak(...[tokens, at]: Parameters<RendererRule>) {
  const isWide = (sign: string | undefined) =>
    sign !== undefined && /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(sign);
  return isWide([...(tokens[at - 1]?.content ?? '')].at(-1)) && isWide([...(tokens[at + 1]?.content ?? '')][0])
    ? ''
    : '\n';
}
