/**
 * Reads one QTI item of version 2.x or 3.0. Choice, order, match, text entry and extended text interactions become
 * questions; an item with several becomes a case. What else it holds is named.
 */
import { isElement, rawText, type XmlElement, type XmlNode } from '#lib/platform/xml.ts';
import {
  optionLetters,
  targetNumbers,
  type Criterion,
  type DraftQuestion,
  type Part,
  type PartType,
  type QuestionBody
} from '../question.ts';
import { choiceBody, lettered } from './foreign.ts';
import type { FileProblem } from './format.ts';
import { wordsOfXhtml } from './markup.ts';
import { attribute, child, children, inside, nameOf } from './qti-names.ts';
import { PART } from './qti-write.ts';
import { readTruth, usualRubric } from './words.ts';

type Say = (kind: FileProblem['kind'], code: string, params?: FileProblem['params']) => void;

/** What the item says of itself; topic, difficulty and law stand elsewhere. */
export type QtiItem = QuestionBody & Pick<DraftQuestion, 'explanation'>;

export const isItem = (root: XmlElement) => nameOf(root) === 'assessmentitem';
const isInteraction = (name: string) => name.endsWith('interaction');
const FEEDBACK = new Set(['feedbackblock', 'feedbackinline', 'modalfeedback']);

/** @returns undefined when something was said that keeps it from being a question. */
export function readQtiItem(root: XmlElement, say: Say): QtiItem | undefined {
  const body = child(root, 'itembody');
  if (!body) return void say('error', 'bank.qti-empty');
  if (attribute(root, 'adaptive') === 'true' || child(root, 'templateprocessing')) {
    return void say('unsupported', 'bank.kind-unsupported', { kind: 'adaptive, template' });
  }
  if (child(root, 'assessmentstimulusref')) {
    return void say('unsupported', 'bank.kind-unsupported', { kind: 'stimulus' });
  }
  const reader: Reader = { declarations: declarationsOf(root), say };
  const interactions = inside(body, isInteraction);
  const unknown = interactions.find((one) => !Object.hasOwn(readers, nameOf(one)));
  if (unknown) return void say('unsupported', 'bank.kind-unsupported', { kind: unknown.name });
  const { lost } = wordsOfXhtml([body]);
  if (lost.length) return void say('unsupported', 'bank.media', { kind: lost[0]! });
  const explanation = inside(root, (name) => FEEDBACK.has(name))
    .map((one) => wordsOfXhtml([one]).text)
    .filter(Boolean)
    .join('\n');
  if (!interactions.length) return void say('unsupported', 'bank.description');
  const entries = interactions.every((one) => nameOf(one) === 'textentryinteraction');
  const own = children(body, 'div').filter((div) => attribute(div, 'class') === PART);
  const read =
    own.length || (interactions.length > 1 && !entries) ? readCase(body, own, reader) : readBody([body], reader);
  return read && { ...read, explanation };
}

interface Reader {
  declarations: Map<string, Declaration>;
  say: Say;
}

interface Declaration {
  cardinality: string;
  correct: string[];
  /** Answers that earn points, by how many. */
  mapped: { key: string; value: number }[];
}

function declarationsOf(root: XmlElement): Map<string, Declaration> {
  return new Map(
    children(root, 'responsedeclaration').map((one) => {
      const correct = child(one, 'correctresponse');
      const mapping = child(one, 'mapping');
      return [
        attribute(one, 'identifier') ?? '',
        {
          cardinality: attribute(one, 'cardinality') ?? 'single',
          correct: (correct ? children(correct, 'value') : []).map((value) => rawText(value).trim()),
          mapped: (mapping ? children(mapping, 'mapentry') : []).map((entry) => ({
            key: attribute(entry, 'mapkey') ?? '',
            value: Number(attribute(entry, 'mappedvalue') ?? 0)
          }))
        }
      ];
    })
  );
}

/** A body with one interaction, or with text entries: the blanks of one question. */
function readBody(nodes: readonly XmlNode[], reader: Reader): QuestionBody | undefined {
  const stem: XmlNode[] = [];
  const blanks: XmlElement[] = [];
  let found: XmlElement | undefined;
  let prompt: XmlNode = '';
  const rubric: XmlElement[] = [];
  const walk = (node: XmlNode): XmlNode | undefined => {
    if (!isElement(node)) return node;
    const name = nameOf(node);
    if (FEEDBACK.has(name)) return undefined;
    if (name === 'rubricblock') return void rubric.push(node);
    if (name === 'textentryinteraction') {
      blanks.push(node);
      return '____';
    }
    if (isInteraction(name)) {
      found = node;
      prompt = child(node, 'prompt') ?? '';
      return undefined;
    }
    return { ...node, children: node.children.flatMap((inner) => walk(inner) ?? []) };
  };
  for (const node of nodes) stem.push(...[walk(node) ?? []].flat());
  const text = [wordsOfXhtml(stem).text, wordsOfXhtml([prompt]).text].filter(Boolean).join('\n');
  const id = (element: XmlElement) => attribute(element, 'responseidentifier') ?? '';
  if (blanks.length) {
    const accepted = blanks.map((one) => acceptedIn(reader.declarations.get(id(one)), reader.say));
    return { type: 'fill-in', stem: text, options: [], answer: [], details: { blanks: accepted } };
  }
  const declared = found && reader.declarations.get(id(found));
  if (!found || !declared) return void reader.say('error', 'bank.qti-undeclared');
  const read = readers[nameOf(found)]!(found, declared, reader.say, rubric);
  return read && { stem: text, ...read };
}

type Body = Omit<QuestionBody, 'stem'>;

/** Blanks are read where they stand in the stem. */
const readers: Record<
  string,
  (element: XmlElement, declared: Declaration, say: Say, rubric: readonly XmlElement[]) => Body | undefined
> = {
  textentryinteraction: () => undefined,
  choiceinteraction(element, declared, say) {
    const choices = choicesIn(element, 'simplechoice');
    if (choices.length > optionLetters.length) return void say('unsupported', 'bank.many-options');
    if (choices.some(({ text }) => !text)) return void say('error', 'bank.option-empty');
    const right = declared.correct.length
      ? declared.correct
      : declared.mapped.filter(({ value }) => value > 0).map(({ key }) => key);
    const truth = choices.map(truthOf);
    if (choices.length === 2 && new Set(truth).size === 2 && !truth.includes(undefined)) {
      const answer = choices.flatMap(({ key }, at) => (right.includes(key) ? truth[at]! : []));
      return { type: 'true-false', options: [], answer, details: null };
    }
    return choiceBody(choices.map(({ key, text }) => ({ text, right: right.includes(key) })));
  },
  orderinteraction(element, declared, say) {
    const choices = choicesIn(element, 'simplechoice');
    if (choices.length > optionLetters.length) return void say('unsupported', 'bank.many-options');
    const options = lettered(choices.map(({ text }) => text));
    const keys = new Map(choices.map(({ key }, at) => [key, options[at]!.key]));
    const answer = declared.correct.flatMap((key) => keys.get(key) ?? []);
    return { type: 'ordering', options, answer, details: null };
  },
  matchinteraction(element, declared, say) {
    const sets = children(element, 'simplematchset').map((set) => choicesIn(set, 'simpleassociablechoice'));
    const [left = [], right = []] = sets;
    if (left.length > optionLetters.length || right.length > targetNumbers.length) {
      return void say('unsupported', 'bank.many-options');
    }
    const options = lettered(left.map(({ text }) => text));
    const answer = (declared.correct.length ? declared.correct : declared.mapped.map(({ key }) => key)).map((pair) => {
      const [from, to] = pair.split(/\s+/);
      const row = left.findIndex(({ key }) => key === from);
      return `${options[row]?.key ?? '?'}${right.findIndex(({ key }) => key === to) + 1}`;
    });
    const targets = right.map(({ text }, at) => ({ key: targetNumbers[at]!, text }));
    return { type: 'matching', options, answer, details: { targets } };
  },
  extendedtextinteraction(_, declared, say, blocks) {
    const rubric = blocks.flatMap((block) => inside(block, (name) => name === 'li')).flatMap(criterionOf);
    if (!rubric.length) say('left-out', 'bank.rubric-added');
    return {
      type: 'short-answer',
      options: [],
      answer: declared.correct.slice(0, 1),
      details: { rubric: rubric.length ? rubric : [...usualRubric] }
    };
  }
};

const choicesIn = (element: XmlElement, name: string) =>
  children(element, name).map((choice) => ({
    key: attribute(choice, 'identifier') ?? '',
    text: wordsOfXhtml([withoutFeedback(choice)]).text
  }));

const withoutFeedback = (node: XmlNode): XmlNode =>
  isElement(node)
    ? FEEDBACK.has(nameOf(node))
      ? ''
      : { ...node, children: node.children.map(withoutFeedback) }
    : node;

/** By what the choice is called, or else by what it says; lettered choices are options, whatever they say. */
function truthOf({ key, text }: { key: string; text: string }): 'T' | 'F' | undefined {
  if (/^(t|true|f|false)$/i.test(key)) return key[0]!.toUpperCase() as 'T' | 'F';
  return /^[A-J]$/.test(key) ? undefined : readTruth(text);
}

function acceptedIn(declared: Declaration | undefined, say: Say): string[] {
  const best = Math.max(0, ...(declared?.mapped ?? []).map(({ value }) => value));
  const part = declared?.mapped.find(({ value }) => value > 0 && value < best);
  if (part) say('left-out', 'bank.partly-right', { answer: part.key });
  const mapped = (declared?.mapped ?? []).filter(({ value }) => value > 0 && value === best).map(({ key }) => key);
  return [...new Set([...(declared?.correct.slice(0, 1) ?? []), ...mapped])];
}

function criterionOf(item: XmlElement): Criterion[] {
  const points = Number(attribute(item, 'data-points'));
  const criterion = wordsOfXhtml([item]).text;
  return points > 0 && criterion ? [{ criterion, points }] : [];
}

/** Our own cases mark their questions; in others each interaction begins one, asked by what stands before it. */
function readCase(body: XmlElement, own: readonly XmlElement[], reader: Reader): QuestionBody | undefined {
  const { material, groups } = own.length ? markedGroups(body, own) : foreignGroups(body, reader);
  const parts = groups.map(({ nodes, weight }) => ({ body: readBody(nodes, reader), weight }));
  if (parts.some((part) => !part.body)) return undefined;
  return {
    type: 'case',
    stem: wordsOfXhtml(material).text,
    options: [],
    answer: [],
    details: {
      parts: parts.map(({ body: part, weight }): Part => ({ ...part!, type: part!.type as PartType, weight }))
    }
  };
}

interface Groups {
  material: XmlNode[];
  groups: { nodes: XmlNode[]; weight: number }[];
}

function markedGroups(body: XmlElement, own: readonly XmlElement[]): Groups {
  const parts = new Set<XmlNode>(own);
  return {
    material: body.children.filter((node) => !parts.has(node)),
    groups: own.map((div) => ({ nodes: div.children, weight: Number(attribute(div, 'data-weight') ?? 1) || 0 }))
  };
}

function foreignGroups(body: XmlElement, reader: Reader): Groups {
  const blocks = flattened(body);
  const begins = blocks.findIndex((node) => interactionsIn(node).length > 0);
  // The words right before the first interaction ask it, when it has no prompt of its own.
  const asks = begins > 1 && !promptIn(blocks[begins]!) ? begins - 1 : begins;
  const groups: Groups['groups'] = [];
  let nodes: XmlNode[] = [];
  for (const node of blocks.slice(asks)) {
    nodes.push(node);
    if (!interactionsIn(node).length) continue;
    groups.push({ nodes, weight: 1 });
    nodes = [];
  }
  if (wordsOfXhtml(nodes).text) reader.say('left-out', 'bank.qti-after');
  return { material: blocks.slice(0, asks), groups };
}

const interactionsIn = (node: XmlNode) =>
  isElement(node) ? (isInteraction(nameOf(node)) ? [node] : inside(node, isInteraction)) : [];
const promptIn = (node: XmlNode) => interactionsIn(node).some((one) => child(one, 'prompt'));

/** Blocks that hold several interactions which are not blanks of one sentence are opened. */
function flattened(element: XmlElement): XmlNode[] {
  return element.children.flatMap((node) => {
    if (!isElement(node)) return node.trim() ? [node] : [];
    const found = interactionsIn(node);
    const together = found.length < 2 || found.every((one) => nameOf(one) === 'textentryinteraction');
    return together || isInteraction(nameOf(node)) ? [node] : flattened(node);
  });
}
