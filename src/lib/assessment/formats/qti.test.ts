import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readQtiPackage, readQtiXml } from './qti-package.ts';

/** The same item in the spelling of 2.x and of 3.0. */
const v2 = (declarations: string, body: string, more = '') =>
  `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="item-1" title="题名" adaptive="false" timeDependent="false">${declarations}<itemBody>${body}</itemBody>${more}</assessmentItem>`;
const v3 = (item: string) =>
  item
    .replace(
      /(<\/?)(assessmentItem|itemBody|responseDeclaration|correctResponse|value|mapping|mapEntry|choiceInteraction|simpleChoice|prompt|orderInteraction|matchInteraction|simpleMatchSet|simpleAssociableChoice|textEntryInteraction|extendedTextInteraction|modalFeedback|rubricBlock)\b/g,
      (_, open: string, name: string) => `${open}qti-${dashed(name)}`
    )
    .replace(
      / (responseIdentifier|baseType|maxChoices|mapKey|mappedValue|matchMax|maxAssociations|outcomeIdentifier|showHide|timeDependent)=/g,
      (_, name: string) => ` ${dashed(name)}=`
    )
    .replace('imsqti_v2p1', 'imsqtiasi_v3p0');
const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const response = (cardinality: string, type: string, inside: string, id = 'RESPONSE') =>
  `<responseDeclaration identifier="${id}" cardinality="${cardinality}" baseType="${type}">${inside}</responseDeclaration>`;
const right = (...values: string[]) =>
  `<correctResponse>${values.map((value) => `<value>${value}</value>`).join('')}</correctResponse>`;
const choices = (...texts: string[]) =>
  texts.map((text, at) => `<simpleChoice identifier="c${at}">${text}</simpleChoice>`).join('');

const items: [string, string, object][] = [
  [
    'a single choice with prompt and feedback',
    v2(
      response('single', 'identifier', right('c1')),
      `<p>材料<br/>两行</p><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>几名？</prompt>${choices('一名', '<b>两</b>名')}</choiceInteraction>`,
      '<modalFeedback outcomeIdentifier="F" identifier="x" showHide="show">见第四十二条</modalFeedback>'
    ),
    {
      type: 'single',
      stem: '材料\n两行\n几名？',
      answer: ['B'],
      explanation: '见第四十二条',
      options: [{ text: '一名' }, { text: '两名' }]
    }
  ],
  [
    'a multiple choice by its mapping',
    v2(
      response(
        'multiple',
        'identifier',
        '<mapping defaultValue="0"><mapEntry mapKey="c0" mappedValue="1"/><mapEntry mapKey="c2" mappedValue="1"/></mapping>'
      ),
      `<choiceInteraction responseIdentifier="RESPONSE" maxChoices="0"><prompt>哪些？</prompt>${choices('甲', '乙', '丙')}</choiceInteraction>`
    ),
    { type: 'multiple', answer: ['A', 'C'] }
  ],
  [
    'true/false by what the choices say',
    v2(
      response('single', 'identifier', right('c1')),
      `<choiceInteraction responseIdentifier="RESPONSE"><prompt>可以。</prompt>${choices('正确', '错误')}</choiceInteraction>`
    ),
    { type: 'true-false', answer: ['F'] }
  ],
  [
    'text entries as blanks',
    v2(
      response(
        'single',
        'string',
        `${right('六十')}<mapping defaultValue="0"><mapEntry mapKey="六十" mappedValue="1"/><mapEntry mapKey="60" mappedValue="1"/></mapping>`,
        'A1'
      ) + response('single', 'string', right('区政府'), 'B1'),
      '<p>在<textEntryInteraction responseIdentifier="A1"/>日内，由<textEntryInteraction responseIdentifier="B1"/>决定。</p>'
    ),
    { type: 'fill-in', stem: '在____日内，由____决定。', details: { blanks: [['六十', '60'], ['区政府']] } }
  ],
  [
    'an order',
    v2(
      response('ordered', 'identifier', right('c2', 'c0', 'c1')),
      `<orderInteraction responseIdentifier="RESPONSE"><prompt>排列。</prompt>${choices('甲', '乙', '丙')}</orderInteraction>`
    ),
    { type: 'ordering', answer: ['C', 'A', 'B'] }
  ],
  [
    'a match',
    v2(
      response('multiple', 'directedPair', right('l0 r1', 'l1 r0')),
      '<matchInteraction responseIdentifier="RESPONSE" maxAssociations="2"><prompt>配对。</prompt><simpleMatchSet><simpleAssociableChoice identifier="l0" matchMax="1">甲</simpleAssociableChoice><simpleAssociableChoice identifier="l1" matchMax="1">乙</simpleAssociableChoice></simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier="r0" matchMax="1">一</simpleAssociableChoice><simpleAssociableChoice identifier="r1" matchMax="1">二</simpleAssociableChoice></simpleMatchSet></matchInteraction>'
    ),
    {
      type: 'matching',
      answer: ['A2', 'B1'],
      details: {
        targets: [
          { key: '1', text: '一' },
          { key: '2', text: '二' }
        ]
      }
    }
  ],
  [
    'free text',
    v2(
      response('single', 'string', right('因为。')),
      '<p>为什么？</p><extendedTextInteraction responseIdentifier="RESPONSE"/>'
    ),
    { type: 'short-answer', stem: '为什么？', answer: ['因为。'] }
  ],
  [
    'several interactions as a case',
    v2(
      response('single', 'identifier', right('c0'), 'R1') + response('single', 'string', right('因为。'), 'R2'),
      `<p>某日检查。</p><p>可以吗？</p><choiceInteraction responseIdentifier="R1">${choices('可以', '不可以')}</choiceInteraction><p>为什么？</p><extendedTextInteraction responseIdentifier="R2"/>`
    ),
    {
      type: 'case',
      stem: '某日检查。',
      details: {
        parts: [
          { type: 'single', stem: '可以吗？', answer: ['A'] },
          { type: 'short-answer', stem: '为什么？' }
        ]
      }
    }
  ]
];

describe('reading QTI', () => {
  test.each(items)('%s, in 2.x and in 3.0 alike', (_, item, draft) => {
    expect(readQtiXml(item).questions).toMatchObject([{ item: '题名', draft }]);
    expect(readQtiXml(v3(item)).questions).toMatchObject([{ draft }]);
  });

  test('a package by its manifest, with what is not a question named', async () => {
    const manifest = `<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>
<resource identifier="a" type="imsqti_item_xmlv2p1" href="items/a%201.xml"><file href="items/a%201.xml"/></resource>
<resource identifier="b" type="imsqti_item_xmlv2p1" href="items/b.xml"/>
<resource identifier="c" type="imsqti_item_xmlv2p1" href="items/gone.xml"/>
<resource identifier="t" type="imsqti_test_xmlv2p1" href="test.xml"/></resources></manifest>`;
    const read = await readQtiPackage(
      zipSync({
        'pkg/imsmanifest.xml': strToU8(manifest),
        'pkg/items/a 1.xml': strToU8(items[0]![1]),
        'pkg/items/b.xml': strToU8(v2('', '<p><hotspotInteraction responseIdentifier="R"/></p>')),
        'pkg/test.xml': strToU8('<assessmentTest/>'),
        'pkg/a.png': new Uint8Array(3)
      })
    );
    expect(read.questions).toMatchObject([{ row: 1, draft: { type: 'single' } }]);
    expect(read.problems.map(({ row, item, kind, code }) => [row, item, kind, code])).toEqual([
      [2, '题名', 'unsupported', 'bank.kind-unsupported'],
      [3, 'pkg/items/gone.xml', 'error', 'bank.qti-file-missing'],
      [4, 'pkg/test.xml', 'unsupported', 'bank.qti-test'],
      [5, 'pkg/a.png', 'unsupported', 'bank.file-unread']
    ]);
  });

  test('a package without a manifest is read file by file', async () => {
    const read = await readQtiPackage(zipSync({ 'b.xml': strToU8(items[4]![1]), 'a.xml': strToU8(items[1]![1]) }));
    expect(read.questions.map(({ draft }) => draft.type)).toEqual(['multiple', 'ordering']);
  });

  test.each([
    [
      v2(
        response('single', 'identifier', right('c0')),
        `<img src="a.png"/><choiceInteraction responseIdentifier="RESPONSE">${choices('甲', '乙')}</choiceInteraction>`
      ),
      'bank.media'
    ],
    [
      v2('', `<choiceInteraction responseIdentifier="RESPONSE">${choices('甲', '乙')}</choiceInteraction>`),
      'bank.qti-undeclared'
    ],
    [v2('', '<p>只有文字</p>'), 'bank.description'],
    ['<assessmentItem identifier="x"/>', 'bank.qti-empty']
  ])('%.60s is named', (item, code) => {
    const read = readQtiXml(item);
    expect(read.questions).toEqual([]);
    expect(read.problems).toMatchObject([{ row: 1, code }]);
  });
});
