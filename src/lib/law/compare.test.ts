import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareVersions, countKinds, foldWording, openSuccession, type ComparedArticle } from './compare.ts';
import { parseOfficialText } from './official-text.ts';
import { beeLaw, newBeeLaw } from './statute.fixture.ts';
import { textDifference } from './text-difference.ts';

const articles = (...texts: (string | null)[]): ComparedArticle[] =>
  texts.map((text, at) => ({ number: `第${at + 1}条`, position: (at + 1) * 100, text }));
const kinds = (old: ComparedArticle[], fresh: ComparedArticle[]) =>
  compareVersions(old, fresh).map(({ kind, before, after }) => [kind, before?.number, after?.number]);

describe('two versions, article by article', () => {
  test('unchanged, changed, renumbered, repealed and new', () => {
    expect(kinds(parseOfficialText(beeLaw).articles, parseOfficialText(newBeeLaw).articles)).toEqual([
      ['unchanged', '第一条', '第一条'],
      ['changed', '第二条', '第二条'],
      ['repealed', '第三条', undefined],
      ['new', undefined, '第三条'],
      ['renumbered', '第三条之一', '第四条'],
      ['changed', '第四条', '第五条']
    ]);
  });

  test('white space and the width of punctuation are no change', () => {
    expect(foldWording('罚款（1000元），“警告”。')).toBe(foldWording('罚款(1000元),"警告" 。'));
    expect(foldWording('〈决定〉——附')).toBe(foldWording('<决定>--附'));
    expect(kinds(articles('处警告,罚款。'), articles('处 警告，罚款。'))[0]![0]).toBe('unchanged');
  });

  test('an article that moved and changed is followed by its words, not by its number', () => {
    const old = articles('偷拿他人蜂箱的，处五日以下拘留。', '蜂场用火不慎的，处警告。');
    const fresh = articles(
      '蜂农应当相互帮助。',
      '偷拿、损坏他人蜂箱的，处十日以下拘留。',
      '蜂场用火不慎的，处警告或者罚款。'
    );
    expect(kinds(old, fresh)).toEqual([
      ['new', undefined, '第1条'],
      ['changed', '第1条', '第2条'],
      ['changed', '第2条', '第3条']
    ]);
  });

  test('what every article says makes no two alike', () => {
    const penalty = '的，处五日以上十日以下拘留，并处五百元以下罚款。';
    const old = articles(`偷窃他人蜂蜜、蜂王浆、蜂蜡或者花粉${penalty}`, `毁箱${penalty}`, `放火${penalty}`);
    const fresh = articles(
      `伪造登记证书骗取养蜂补贴资金${penalty}`,
      `毁箱${penalty}`,
      `放火${penalty}`,
      `阻碍检查${penalty}`
    );
    expect(kinds(old, fresh).find(([, before]) => before === '第1条')![0]).toBe('repealed');
  });

  test('without an official text nothing is said to be the same', () => {
    expect(kinds(articles(null), articles('甲乙丙丁。'))).toEqual([['unknown', '第1条', '第1条']]);
    expect(kinds(articles('甲乙丙丁。', '戊己庚辛。'), articles(null))).toEqual([
      ['unknown', '第1条', '第1条'],
      ['unknown', '第2条', undefined]
    ]);
  });

  test('nothing is lost: every article of both versions is in the comparison', () => {
    const version = fc
      .array(fc.stringMatching(/^[甲乙丙丁戊己]{1,12}$/), { maxLength: 12 })
      .map((texts) => articles(...texts));
    fc.assert(
      fc.property(version, version, (old, fresh) => {
        const changes = compareVersions(old, fresh);
        expect(changes.flatMap(({ before }) => before?.position ?? []).sort((a, b) => a - b)).toEqual(
          old.map(({ position }) => position)
        );
        expect(new Set(changes.flatMap(({ after }) => after?.position ?? []))).toEqual(
          new Set(fresh.map(({ position }) => position))
        );
        expect(Object.values(countKinds(changes)).reduce((sum, one) => sum + one, 0)).toBe(changes.length);
        const same = countKinds(compareVersions(old, old));
        expect(same.unchanged).toBe(old.length);
      })
    );
  });

  test('the nearest of several articles with the same words is the one', () => {
    const successorOf = openSuccession(articles('另一条。', '同。', '同。'));
    expect(successorOf({ number: '第9条', position: 900, text: '同。' })).toMatchObject({
      kind: 'renumbered',
      after: { position: 300 }
    });
  });
});

test('a difference gives back both texts, word by word', () => {
  const text = fc.string({ maxLength: 60 });
  fc.assert(
    fc.property(text, text, (old, fresh) => {
      const stretches = textDifference(old, fresh);
      const without = (kind: string) =>
        stretches
          .filter((one) => one.kind !== kind)
          .map((one) => one.text)
          .join('');
      expect(without('added')).toBe(old);
      expect(without('removed')).toBe(fresh);
    })
  );
  expect(textDifference('有效期三年。', '有效期五年。').filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'removed', text: '三年' },
    { kind: 'added', text: '五年' }
  ]);
});
