import { renderMarked } from '#lib/platform/markdown.server.ts';
import { aroundBlanks } from './fill-in.ts';
import type { RichSource, RichTexts } from './rich-text.ts';

/** Renders what has markup in some questions, for the page that shows them. */
export function richTexts(sources: readonly RichSource[]): RichTexts {
  const rich: RichTexts = { blocks: {}, lines: {} };
  for (const source of sources) collect(source, rich);
  return rich;
}

function collect(
  { stem = '', material, options = [], targets = [], details, parts = [] }: RichSource,
  rich: RichTexts
) {
  for (const text of [stem, material ?? '']) {
    const html = renderMarked(text);
    if (html) rich.blocks[text] = html;
  }
  const lines = [...options, ...targets, ...(details?.targets ?? [])].map(({ text }) => text);
  const pieces = aroundBlanks(stem);
  for (const text of [...lines, ...(pieces.length > 1 ? pieces : [])]) {
    const html = renderMarked(text, true);
    if (html) rich.lines[text] = html;
  }
  for (const part of [...parts, ...(details?.parts ?? [])]) collect(part, rich);
}
