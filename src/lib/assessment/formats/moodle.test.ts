import { describe, expect, test } from 'vitest';
import { readMoodle } from './moodle-read.ts';

const quiz = (...questions: string[]) => `<?xml version="1.0"?>\n<quiz>${questions.join('')}</quiz>`;
const question = (type: string, inside: string, stem = '题干？', name = '题名') =>
  `<question type="${type}"><name><text>${name}</text></name><questiontext format="html"><text><![CDATA[<p>${stem}</p>]]></text></questiontext>${inside}</question>`;
const answer = (fraction: number, text: string) =>
  `<answer fraction="${fraction}" format="html"><text><![CDATA[<p>${text}</p>]]></text><feedback format="html"><text></text></feedback></answer>`;
const first = (...questions: string[]) => readMoodle(quiz(...questions)).questions[0]?.draft;
const codes = (...questions: string[]) =>
  readMoodle(quiz(...questions)).problems.map(({ row, item, kind, code }) => [row, item, kind, code]);

describe('reading Moodle XML', () => {
  test('a choice with its category, number, feedback and tags', () =>
    expect(
      first(
        '<question type="category"><category><text>$course$/top/行政处罚</text></category></question>',
        question(
          'multichoice',
          `<generalfeedback format="html"><text>&lt;p&gt;见第四十二条&lt;/p&gt;</text></generalfeedback><idnumber>CF-1</idnumber><single>true</single>${answer(0, '一名')}${answer(100, '两名')}<tags><tag><text>难度:3</text></tag><tag><text>别的</text></tag></tags>`
        )
      )
    ).toMatchObject({
      code: 'CF-1',
      topic: '行政处罚',
      type: 'single',
      stem: '题干？',
      answer: ['B'],
      explanation: '见第四十二条',
      difficulty: 3
    }));
  test('several right answers', () =>
    expect(first(question('multichoice', answer(50, '甲') + answer(-100, '乙') + answer(50, '丙')))).toMatchObject({
      type: 'multiple',
      answer: ['A', 'C']
    }));
  test('true and false', () =>
    expect(
      first(
        question(
          'truefalse',
          answer(0, 'true').replace(/<p>|<\/p>/g, '') + answer(100, 'false').replace(/<p>|<\/p>/g, '')
        )
      )
    ).toMatchObject({
      type: 'true-false',
      answer: ['F']
    }));
  test('a short answer becomes a blank', () =>
    expect(
      first(
        question(
          'shortanswer',
          '<answer fraction="100"><text>六十</text></answer><answer fraction="100"><text>60</text></answer>'
        )
      )
    ).toMatchObject({
      type: 'fill-in',
      stem: '题干？ ____',
      details: { blanks: [['六十', '60']] }
    }));
  test('Cloze of short answers', () =>
    expect(
      first(question('cloze', '', '由 {1:SHORTANSWER:=区政府#对~%100%区人民政府} 在 {1:SA:=60} 日内'))
    ).toMatchObject({
      type: 'fill-in',
      stem: '由 ____ 在 ____ 日内',
      details: { blanks: [['区政府', '区人民政府'], ['60']] }
    }));
  test('matching and ordering are mixed', () => {
    const pair = (left: string, right: string) =>
      `<subquestion format="html"><text>${left}</text><answer><text>${right}</text></answer></subquestion>`;
    expect(first(question('matching', pair('甲', '一') + pair('乙', '二')))).toMatchObject({ answer: ['A2', 'B1'] });
    expect(first(question('ordering', answer(1, '乙') + answer(2, '甲') + answer(3, '丙')))?.options[0]?.text).toBe(
      '丙'
    );
  });
  test('an essay', () =>
    expect(
      first(question('essay', '<graderinfo format="html"><text><![CDATA[<p>因为。</p>]]></text></graderinfo>'))
    ).toMatchObject({
      type: 'short-answer',
      answer: ['因为。'],
      details: { rubric: [{ points: 10 }] }
    }));

  test('what is not read is named by its number and name', () =>
    expect(
      codes(
        question('calculated', '', '算？', '计算'),
        question('description', '', '说明', '说明'),
        question('multichoice', answer(100, '<img src="@@PLUGINFILE@@/a.png">') + answer(0, '乙'), '看？', '图片'),
        question(
          'multichoice',
          `<questiontext/>${answer(100, '甲')}<hint><text>提示</text></hint>${answer(0, '乙')}`,
          '问？',
          '提示'
        ),
        question('cloze', '', '{1:NUMERICAL:=3}', '数值'),
        question(
          'shortanswer',
          '<answer fraction="100"><text>*处罚*</text></answer><answer fraction="50"><text>罚</text></answer>',
          '问',
          '通配'
        )
      )
    ).toEqual([
      [1, '计算', 'unsupported', 'bank.kind-unsupported'],
      [2, '说明', 'unsupported', 'bank.description'],
      [3, '图片', 'unsupported', 'bank.media'],
      [4, '提示', 'left-out', 'bank.hints'],
      [5, '数值', 'unsupported', 'bank.kind-unsupported'],
      [6, '通配', 'left-out', 'bank.wildcard'],
      [6, '通配', 'left-out', 'bank.partly-right']
    ]));
  test.each([
    ['<!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><quiz>&b;</quiz>', 'file.xml-doctype'],
    ['<!DOCTYPE quiz SYSTEM "http://example.org/x.dtd"><quiz/>', 'file.xml-doctype'],
    ['<quiz><question>', 'file.xml'],
    ['<html/>', 'bank.xml-unknown'],
    [`<quiz>${'<a>'.repeat(300)}${'</a>'.repeat(300)}</quiz>`, 'file.xml-deep']
  ])('%.40s is refused', (text, code) => expect(() => readMoodle(text)).toThrow(code));
});
