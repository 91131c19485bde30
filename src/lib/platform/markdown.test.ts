import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderMarkdown, renderMarked } from './markdown.server.ts';

const HASH = 'a1'.repeat(32);
const hrefOf = (citation: string) => (citation.startsWith('行政处罚法') ? '/law/xzcf#a4200' : undefined);
const render = (source: string) => renderMarkdown(source, hrefOf).trim();

describe('what an author can write', () => {
  test('a citation becomes a link to the article, with the words that open it in a sheet', () => {
    expect(render('见 [[行政处罚法 第四十二条]]。')).toBe(
      '<p>见 <a class="cite" href="/law/xzcf#a4200" data-cite="行政处罚法 第四十二条">行政处罚法 第四十二条</a>。</p>'
    );
  });

  test('a citation of nothing known stays words', () => {
    expect(render('[[没有的法 第一条]]')).toBe('<p>没有的法 第一条</p>');
  });

  test('emphasis closes beside Chinese punctuation', () => {
    expect(render('期限**“三十日”**以内，**不得超过（含）**三十日')).toBe(
      '<p>期限<strong>“三十日”</strong>以内，<strong>不得超过（含）</strong>三十日</p>'
    );
  });

  test('a line end within Chinese text is no space; between Latin words it is one', () => {
    expect(render('先批准，\n后动手')).toBe('<p>先批准，后动手</p>');
    expect(render('one\ntwo')).toBe('<p>one\ntwo</p>');
  });

  test('headings begin below the page’s own title', () => {
    expect(render('### 清单\n\n#### 当场交')).toBe('<h2>清单</h2>\n<h3>当场交</h3>');
    expect(render('# 一')).toBe('<h2>一</h2>');
  });

  test('tables scroll by themselves and align by class, never by style', () => {
    const html = render('| 项 | 日 |\n|---|--:|\n| 延长 | 30 |');
    expect(html).toContain('<div class="scroll" role="group" tabindex="0"><table>');
    expect(html).toContain('<td class="right">30</td>');
    expect(html).not.toContain('style');
  });

  test('indented paragraphs are no code', () => expect(render('    两个字的缩进')).toBe('<p>两个字的缩进</p>'));
});

describe('where addresses may lead', () => {
  test.each([
    ['[x](https://example.com/a)', '<a href="https://example.com/a" target="_blank" rel="noopener noreferrer">x</a>'],
    ['[x](/law/xzcf)', '<a href="/law/xzcf">x</a>'],
    ['[x](#a1)', '<a href="#a1">x</a>'],
    [`[x](file:${HASH})`, `<a href="/api/files/${HASH}">x</a>`],
    [`![说明](file:${HASH})`, `<img src="/api/files/${HASH}" alt="说明" loading="lazy">`]
  ])('%s', (source, html) => expect(render(source)).toBe(`<p>${html}</p>`));

  test.each([
    '[x](http://example.com)',
    '[x](//example.com)',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](data:text/html,x)',
    '[x](vbscript:x)',
    '[x](file:///etc/passwd)',
    '<javascript:alert(1)>',
    '![x](https://example.com/a.png)',
    '![x](data:image/svg+xml,x)',
    '![x](/api/files/../accounts)'
  ])('%s leads nowhere', (source) => expect(render(source)).not.toMatch(/<(a|img)\b/));
});

describe('what is safe', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    'a <b onclick=x>b</b>',
    '[[行政处罚法"><script>alert(1)</script>]]',
    `![" onerror="alert(1)](file:${HASH})`,
    '[x](https://e.com/"onmouseover="alert(1))',
    '```"><script>\nx\n```',
    '| a |\n|:-:|\n| <script> |'
  ])('%s stays words', (source) => expectHarmless(render(source)));

  const piece = fc.oneof(
    fc.constantFrom(
      ...['<script>', '</script>', 'javascript:', 'data:text/html,', 'onerror=', '"', "'", '`', '```', '[', ']', '[['],
      ...[']]', '](', ')', '![', '<', '>', '&lt;', '&#x6a;', '\\', '\n', '\n\n', '| a |', '|---|', '**', '_', '# '],
      ...['- ', '> ', '    ', 'https://', '//', 'file:', HASH, '行政处罚法 第四十二条', '<img src=x ', '<!--', ']]>']
    ),
    fc.string({ maxLength: 6 })
  );

  test('nothing executable comes out, whatever goes in', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => expectHarmless(render(pieces.join('')))),
      { numRuns: 3000 }
    );
  });
});

const TAGS = new Set(
  'a p h2 h3 h4 h5 ul ol li strong em s code pre blockquote hr br img div table thead tbody tr th td'.split(' ')
);
const VALUES: Record<string, RegExp> = {
  // An empty one leads to the page itself.
  href: /^(|https:\/\/[^"]*|\/(?![/\\])[^"]*|#[^"]*)$/i,
  src: /^\/api\/files\/[0-9a-f]{64}$/,
  alt: /^[^<>"]*$/,
  'data-cite': /^[^<>"]*$/,
  class: /^(cite|scroll|center|right)$/,
  target: /^_blank$/,
  rel: /^noopener noreferrer$/,
  loading: /^lazy$/,
  role: /^group$/,
  tabindex: /^0$/,
  start: /^\d+$/
};

/** Every < opens a tag that we make, with attributes that we make. */
function expectHarmless(html: string) {
  for (const [tag, name, attributes] of html.matchAll(/<\/?([^\s>]*)([^>]*)>?/g)) {
    expect(TAGS, tag).toContain(name!.toLowerCase());
    const rest = attributes!.replace(/\s([a-z-]+)="([^"]*)"/g, (_, key: string, value: string) => {
      expect(VALUES[key], `${key} in ${tag}`).toBeDefined();
      expect(value).toMatch(VALUES[key]!);
      return '';
    });
    expect(rest, tag).toBe('');
  }
}

describe('the little that a question may have', () => {
  test('a text without markup is shown as it is', () => {
    for (const plain of ['几名？', '第一行\n第二行', '满____日', 'a_b_c', '5*10 与 3', '面积 > 50', '2026.01 起']) {
      expect(renderMarked(plain)).toBeUndefined();
    }
  });

  test('bold, emphasis, lists and tables', () => {
    expect(renderMarked('**不得**少于*两*人')).toBe('<p><strong>不得</strong>少于<em>两</em>人</p>\n');
    expect(renderMarked('- 甲\n- 乙')).toBe('<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>\n');
    expect(renderMarked('| 项 | 日 |\n|---|--:|\n| 延长 | 30 |')).toContain('<td class="right">30</td>');
  });

  test('a line end stays one, and blanks stay blanks', () => {
    expect(renderMarked('**甲**\n满____日')).toBe('<p><strong>甲</strong><br>\n满____日</p>\n');
  });

  test('within a line there are no paragraphs', () => {
    expect(renderMarked('**甲**', true)).toBe('<strong>甲</strong>');
    expect(renderMarked('- 甲', true)).toBeUndefined();
  });

  test('a picture keeps room for itself, and only one of the file store is one', () => {
    expect(renderMarked(`![勘验图](file:${HASH} "640x480")`)).toBe(
      `<p><img src="/api/files/${HASH}" alt="勘验图" width="640" height="480" loading="lazy"></p>\n`
    );
    for (const other of ['![x](https://example.com/a.png)', '![x](/a.png)', '![x](javascript:alert(1))']) {
      expect(renderMarked(`**a** ${other}`)).not.toContain('<img');
    }
  });

  test('no link, heading, code, quotation or HTML comes out, whatever is written', () => {
    const source = '# 一\n\n> 二\n\n`三` [四](https://example.com) <b>五</b> **六**';
    const html = renderMarked(source)!;
    expect(html.match(/<[a-z]+/g)?.filter((tag) => !['<p', '<strong', '<br'].includes(tag))).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, inline) => {
        const out = renderMarked(text, inline) ?? '';
        const allowed = /^<\/?(p|strong|em|ul|ol|li|br|table|thead|tbody|tr|th|td|div|img)\b/;
        for (const [tag] of out.matchAll(/<[^>]*>/g)) expect(tag).toMatch(allowed);
      })
    );
  });
});
