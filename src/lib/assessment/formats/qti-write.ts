/**
 * Writes QTI 3.0: one item a question, a case as one item with an interaction for each of its questions, and a content
 * package around them. What QTI has no field for (topic, difficulty, basis, validity) stands in the manifest.
 */
import { strToU8, zipSync, type Zippable } from 'fflate';
import { encoded } from '#lib/platform/xml.ts';
import { aroundBlanks } from '../fill-in.ts';
import type { DraftQuestion, QuestionBody } from '../question.ts';
import { keptClass } from './markup.ts';

const ITEM = 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0';
const ITEM_SCHEMA = 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd';
const PACKAGE = 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1';
const PACKAGE_SCHEMA = 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const OWN = 'urn:chizheng:question';
/** Classes of our own items; other players show them as they are. */
export const PART = 'chizheng-part';

/** A package that `readQtiPackage` gives back unchanged. */
export function writeQtiPackage(questions: readonly DraftQuestion[]): Uint8Array {
  const files: Zippable = {};
  const resources = questions.map((question, at) => {
    const id = `Q${at + 1}`;
    const file = `items/${id}.xml`;
    files[file] = strToU8(writeItem(question, id));
    return `<resource identifier="R-${id}" type="imsqti_item_xmlv3p0" href="${file}"><metadata>${metadata(question)}</metadata><file href="${file}"/></resource>`;
  });
  const manifest = `<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="${PACKAGE}" xmlns:xsi="${XSI}" xsi:schemaLocation="${PACKAGE} ${PACKAGE_SCHEMA}" xmlns:chizheng="${OWN}" identifier="CHIZHENG">
<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>
<organizations/>
<resources>
${resources.join('\n')}
</resources>
</manifest>
`;
  return zipSync({ 'imsmanifest.xml': strToU8(manifest), ...files }, { level: 6 });
}

function metadata({ code, topic, difficulty, basis, validFrom, validTo }: DraftQuestion): string {
  const values = { code, topic, difficulty, basis, validFrom: validFrom ?? '', validTo: validTo ?? '' };
  const attributes = Object.entries(values).map(([name, value]) => `${name}="${encoded(String(value))}"`);
  return `<chizheng:question ${attributes.join(' ')}/>`;
}

function writeItem(question: DraftQuestion, id: string): string {
  const bodies = question.type === 'case' ? (question.details?.parts ?? []) : [question];
  const written = bodies.map((body, at) =>
    writeBody(body, bodies.length > 1 || question.type === 'case' ? `R${at + 1}` : 'R')
  );
  const content =
    question.type === 'case'
      ? block('div', question.stem) +
        written
          .map(
            ({ html }, at) => `<div class="${PART}" data-weight="${question.details!.parts![at]!.weight}">${html}</div>`
          )
          .join('\n')
      : written[0]!.html;
  return `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="${ITEM}" xmlns:xsi="${XSI}" xsi:schemaLocation="${ITEM} ${ITEM_SCHEMA}" identifier="${id}" title="${encoded(question.code || id)}" adaptive="false" time-dependent="false" xml:lang="zh-CN">
${written.map(({ declarations }) => declarations).join('\n')}
<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
<qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier"/>
<qti-item-body>
${content}
</qti-item-body>
<qti-response-processing>
${written.map(({ processing }) => processing).join('\n')}
<qti-set-outcome-value identifier="FEEDBACK"><qti-base-value base-type="identifier">EXPLANATION</qti-base-value></qti-set-outcome-value>
</qti-response-processing>
${question.explanation ? `<qti-modal-feedback outcome-identifier="FEEDBACK" identifier="EXPLANATION" show-hide="show"><qti-content-body>${block('p', question.explanation)}</qti-content-body></qti-modal-feedback>` : ''}
</qti-assessment-item>
`;
}

interface Written {
  declarations: string;
  html: string;
  processing: string;
}

function writeBody(body: QuestionBody, id: string): Written {
  switch (body.type) {
    case 'single':
    case 'multiple':
      return {
        declarations: declaration(id, body.type === 'single' ? 'single' : 'multiple', 'identifier', body.answer),
        html: `${block('div', body.stem)}<qti-choice-interaction response-identifier="${id}" shuffle="true" max-choices="${body.type === 'single' ? 1 : 0}">${choices(body.options)}</qti-choice-interaction>`,
        processing: matchCorrect(id)
      };
    case 'true-false':
      return {
        declarations: declaration(id, 'single', 'identifier', body.answer),
        html: `${block('div', body.stem)}<qti-choice-interaction response-identifier="${id}" shuffle="false" max-choices="1">${choices(
          [
            { key: 'T', text: '正确' },
            { key: 'F', text: '错误' }
          ]
        )}</qti-choice-interaction>`,
        processing: matchCorrect(id)
      };
    case 'ordering':
      return {
        declarations: declaration(id, 'ordered', 'identifier', body.answer),
        html: `${block('div', body.stem)}<qti-order-interaction response-identifier="${id}" shuffle="true">${choices(body.options)}</qti-order-interaction>`,
        processing: matchCorrect(id)
      };
    case 'matching':
      return writeMatching(body, id);
    case 'fill-in':
      return writeFillIn(body, id);
    case 'short-answer':
      return writeShortAnswer(body, id);
    case 'case':
      throw new Error('a case has no interaction of its own');
  }
}

const choices = (options: readonly { key: string; text: string }[]) =>
  options.map(({ key, text }) => `<qti-simple-choice identifier="${key}"${inline(text)}</qti-simple-choice>`).join('');

/** Left sides are letters, right sides numbers with a letter before, as an identifier must begin with one. */
function writeMatching({ stem, options, answer, details }: QuestionBody, id: string): Written {
  const targets = details!.targets!;
  const set = (some: readonly { key: string; text: string }[], most: number, prefix: string) =>
    `<qti-simple-match-set>${some
      .map(
        ({ key, text }) =>
          `<qti-simple-associable-choice identifier="${prefix}${key}" match-max="${most}"${inline(text)}</qti-simple-associable-choice>`
      )
      .join('')}</qti-simple-match-set>`;
  return {
    declarations: declaration(
      id,
      'multiple',
      'directedPair',
      answer.map((pair) => `${pair[0]} T${pair.slice(1)}`)
    ),
    html: `${block('div', stem)}<qti-match-interaction response-identifier="${id}" shuffle="false" max-associations="${options.length}">${set(options, 1, '')}${set(targets, options.length, 'T')}</qti-match-interaction>`,
    processing: matchCorrect(id)
  };
}

function writeFillIn({ stem, details }: QuestionBody, id: string): Written {
  const blanks = details!.blanks!;
  const idOf = (at: number) => `${id}_${at + 1}`;
  const around = aroundBlanks(stem);
  const html = around
    .map(
      (words, at) =>
        `<span${inline(words)}</span>${at < blanks.length ? `<qti-text-entry-interaction response-identifier="${idOf(at)}"/>` : ''}`
    )
    .join('');
  return {
    declarations: blanks
      .map((accepted, at) => declaration(idOf(at), 'single', 'string', accepted.slice(0, 1), accepted))
      .join('\n'),
    html: `<div>${html}</div>`,
    processing: blanks.map((_, at) => addToScore(`<qti-map-response identifier="${idOf(at)}"/>`)).join('\n')
  };
}

/** The model answer is the correct response; the rubric stands where scorers see it. */
function writeShortAnswer({ stem, answer, details }: QuestionBody, id: string): Written {
  const rubric = (details?.rubric ?? [])
    .map(({ criterion, points }) => `<li data-points="${points}"${inline(criterion)}</li>`)
    .join('');
  return {
    declarations: declaration(id, 'single', 'string', answer),
    html: `${block('div', stem)}<qti-rubric-block use="scoring" view="scorer"><qti-content-body><ol>${rubric}</ol></qti-content-body></qti-rubric-block><qti-extended-text-interaction response-identifier="${id}"/>`,
    processing: ''
  };
}

function declaration(
  id: string,
  cardinality: string,
  type: string,
  values: readonly string[],
  accepted: readonly string[] = []
): string {
  const correct = values.map((value) => `<qti-value>${encoded(value)}</qti-value>`).join('');
  const entries = accepted.map(
    (one) => `<qti-map-entry map-key="${encoded(one)}" mapped-value="1" case-sensitive="false"/>`
  );
  const mapping = entries.length ? `<qti-mapping default-value="0">${entries.join('')}</qti-mapping>` : '';
  return `<qti-response-declaration identifier="${id}" cardinality="${cardinality}" base-type="${type}">${correct && `<qti-correct-response>${correct}</qti-correct-response>`}${mapping}</qti-response-declaration>`;
}

const addToScore = (value: string) =>
  `<qti-set-outcome-value identifier="SCORE"><qti-sum><qti-variable identifier="SCORE"/>${value}</qti-sum></qti-set-outcome-value>`;
const matchCorrect = (id: string) =>
  `<qti-response-condition><qti-response-if><qti-match><qti-variable identifier="${id}"/><qti-correct identifier="${id}"/></qti-match>${addToScore('<qti-base-value base-type="float">1</qti-base-value>')}</qti-response-if></qti-response-condition>`;

const block = (tag: string, text: string) => `<${tag}${inline(text)}</${tag}>`;
/** The rest of a start tag, and a text with its line ends. */
const inline = (text: string) => `${keptClass(text)}>${encoded(text).replaceAll('&#10;', '<br/>')}`;
