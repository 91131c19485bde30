import { expect, test } from 'vitest';
import { richTexts } from './rich-text.server.ts';
import { picturesIn, withoutMarks } from './rich-text.ts';

const HASH = 'a1'.repeat(32);

test('only what has markup is rendered, stems as blocks, options and pieces around blanks within their line', () => {
  const rich = richTexts([
    {
      stem: '**满**____日',
      material: '- 甲',
      options: [
        { key: 'A', text: '*一*' },
        { key: 'B', text: '二' }
      ],
      details: { targets: [{ key: '1', text: '**三**' }] },
      parts: [{ stem: '**四**' }]
    }
  ]);
  expect(Object.keys(rich.blocks).sort()).toEqual(['**满**____日', '**四**', '- 甲'].sort());
  expect(rich.lines).toEqual({
    '*一*': '<em>一</em>',
    '**三**': '<strong>三</strong>',
    '**满**': '<strong>满</strong>'
  });
});

test('a text in one run of words says its pictures', () => {
  const text = `看**图**：![勘验图](file:${HASH} "640x480")，![](file:${HASH})`;
  expect(picturesIn(text)).toEqual([
    { hash: HASH, alt: '勘验图' },
    { hash: HASH, alt: '' }
  ]);
  expect(withoutMarks(text)).toBe('看图：［勘验图］，［］');
  expect(withoutMarks('5 * 10')).toBe('5 * 10');
});
