import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsOf } from './official-facts.ts';
import { paragraphsOf, parseOfficialText, printOfficialText } from './official-text.ts';
import { beeLaw } from './statute.fixture.ts';

const bare = (text: string) => text.replace(/[\s#]/g, '');
const codes = (text: string) => parseOfficialText(text).problems.map(({ line, code }) => `${line} ${code}`);
const withArticles = (...lines: string[]) => ['# 某法', ...lines].join('\n');

describe('reading an official text', () => {
  test('title, history, headings and articles find their place, and the table of contents is passed over', () => {
    const read = parseOfficialText(beeLaw);
    expect(read.problems).toEqual([]);
    expect(read.title).toBe('中华人民共和国养蜂法');
    expect(read.history).toHaveLength(2);
    expect(read.headings).toEqual([
      { level: 1, title: '第一编 蜜蜂', before: 100 },
      { level: 2, title: '第一分编 总则', before: 100 },
      { level: 3, title: '第一章 一般规定', before: 100 },
      { level: 3, title: '第二章 蜂场', before: 300 },
      { level: 4, title: '第一节 选址', before: 300 },
      { level: 3, title: '第三章 附则', before: 400 }
    ]);
    expect(read.articles.map(({ number, position }) => [number, position])).toEqual([
      ['第一条', 100],
      ['第二条', 200],
      ['第三条', 300],
      ['第三条之一', 301],
      ['第四条', 400]
    ]);
    expect(read.annex).toEqual(['附件：蜂箱尺寸表', '长五十厘米。']);
  });

  test('paragraphs, items and their parts are told apart', () => {
    const third = parseOfficialText(beeLaw).articles[2]!;
    expect(paragraphsOf(third.text)).toEqual([
      {
        text: '蜂场应当符合下列条件：',
        items: [
          {
            mark: '（一）',
            text: '离学校五百米以上：',
            items: [
              { mark: '1.', text: '小学；', items: [] },
              { mark: '2.', text: '中学。', items: [] }
            ]
          },
          { mark: '（二）', text: '有水源。', items: [] }
        ]
      },
      { text: '不符合前款规定的，不得设立。', items: [] }
    ]);
  });

  test('a preamble stands before the first article', () => {
    const read = parseOfficialText('# 某法\n## 序 言\n蜂是益虫。\n## 第一章 总纲\n第一条 爱护蜜蜂。');
    expect(read.preamble).toEqual(['序言', '蜂是益虫。']);
    expect(read.problems).toEqual([]);
  });

  test('plain text without marks and without a space after the number reads as well', () => {
    const read = parseOfficialText(
      '某某条例\n（2020年1月1日通过）\n目　录\n第一章　总则…1\n第二章　附则…2\n第一章　总则\n　　第一条为了蜜蜂，制定本条例。\n第二章　附则\n　　第二条　自公布之日起施行。'
    );
    expect(read.title).toBe('某某条例');
    expect(read.articles.map(({ text }) => text)).toEqual(['为了蜜蜂，制定本条例。', '自公布之日起施行。']);
    expect(read.headings.map(({ title, before }) => [title, before])).toEqual([
      ['第一章 总则', 100],
      ['第二章 附则', 200]
    ]);
    expect(read.problems).toEqual([]);
  });

  test('a sentence that speaks of an article is none', () => {
    const read = parseOfficialText(withArticles('第一条 甲。', '第二条规定的情形除外。', '第二条 乙。'));
    expect(read.articles.map(({ text }) => text)).toEqual(['甲。\n第二条规定的情形除外。', '乙。']);
  });

  test('what cannot be read is named with its line and kept', () => {
    const text = withArticles(
      '某某委员会令',
      '第一条 甲。',
      '第三条 断在',
      '半途。',
      '## 第二章 乙',
      '零散的话。',
      '第四条 丙。'
    );
    expect(codes(text)).toEqual(['2 law.line-unread', '4 law.article-gap', '4 law.line-broken', '7 law.line-unread']);
    expect(bare(printOfficialText(parseOfficialText(text)))).toBe(bare(text));
  });

  test('a text without a title, without articles, or with a number twice or out of order is refused', () => {
    const blocking = (text: string) =>
      parseOfficialText(text)
        .problems.filter(({ blocks }) => blocks)
        .map(({ code }) => code);
    expect(blocking('随便写写')).toEqual(['law.text-no-title', 'law.text-no-articles']);
    expect(blocking(withArticles('第一条 甲。', '第一条 乙。'))).toEqual(['law.article-twice']);
    expect(blocking(withArticles('第二条 甲。', '第一条 乙。'))).toEqual(['law.article-order']);
  });

  test('whatever is read prints back the same, and the print reads the same', () => {
    const word = fc.stringMatching(/^[甲乙丙丁蜂蜜花田水木]{1,12}$/);
    const sentence = word.map((words) => `${words}。`);
    const items = fc
      .array(word, { maxLength: 4 })
      .map((list) => list.map((one, at) => `（${'一二三四'[at]}）${one}；`));
    const body = fc.tuple(sentence, items, fc.array(sentence, { maxLength: 2 })).map((parts) => parts.flat(2));
    const chapter = fc.record({
      heading: fc.option(fc.tuple(fc.constantFrom('编', '分编', '章', '节'), word), { nil: undefined }),
      articles: fc.array(body, { minLength: 1, maxLength: 4 })
    });
    fc.assert(
      fc.property(word, fc.array(chapter, { minLength: 1, maxLength: 4 }), fc.boolean(), (name, chapters, markdown) => {
        const lines = [`${markdown ? '# ' : ''}${name}条例`, '2020年1月1日 某大会通过'];
        let number = 0;
        for (const [at, { heading, articles }] of chapters.entries()) {
          if (heading) lines.push(`${markdown ? '## ' : ''}第${'一二三四'[at]}${heading[0]} ${heading[1]}`);
          for (const [first, ...rest] of articles) lines.push(`第${(number += 1)}条 ${first}`, ...rest);
        }
        const text = lines.join('\n\n');
        const read = parseOfficialText(text);
        expect(read.articles).toHaveLength(number);
        expect(read.problems).toEqual([]);
        const printed = printOfficialText(read);
        expect(bare(printed)).toBe(bare(text));
        expect(parseOfficialText(printed)).toEqual(read);
      })
    );
  });
});

describe('what title and history say', () => {
  const facts = (title: string, ...history: string[]) => factsOf({ title, history });

  test('a national law, its amendment and its day', () => {
    expect(
      facts(
        '中华人民共和国养蜂法',
        '2001年2月3日 第九届全国人民代表大会常务委员会第二十次会议通过',
        '2019年4月23日 《关于修改〈中华人民共和国养蜂法〉的决定》修正'
      )
    ).toEqual({
      title: '中华人民共和国养蜂法',
      shortTitle: '养蜂法',
      label: '2019年修正',
      issuedOn: '2019-04-23',
      issuer: '全国人民代表大会常务委员会',
      kind: 'law',
      scope: 'national'
    });
  });

  test('regulations by who made them', () => {
    expect(facts('养蜂条例', '2007年4月4日 国务院令第1号公布')).toMatchObject({
      kind: 'administrative-regulation',
      issuer: '国务院'
    });
    expect(facts('养蜂工作条例', '2022年1月24日 中共中央、国务院发布')).toMatchObject({ kind: 'party-regulation' });
    expect(facts('山东省养蜂条例', '2020年6月12日 山东省人民代表大会常务委员会通过')).toMatchObject({
      kind: 'local-regulation',
      scope: 'shandong'
    });
    expect(facts('威海市养蜂办法', '2020年6月12日 威海市人民政府公布')).toMatchObject({
      kind: 'rule',
      scope: 'weihai'
    });
    expect(facts('养蜂条例')).toMatchObject({ label: '', issuedOn: null });
  });
});
