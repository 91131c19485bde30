/** A question or a part line by line, for setting two wordings side by side. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { optionLetters, targetNumbers, type QuestionBody } from './question.ts';
import { answerWords, typeWords } from './question-words.ts';

/**
 * What a body says, each line with its label; of a case the parts one after the other.
 * @param prefix which part is meant.
 */
export function bodyParts(body: QuestionBody, prefix = ''): [string, string][] {
  const { type, stem, options, details } = body;
  const lines: [string, string][] = [
    [m.bank_type(), typeWords[type]()],
    [type === 'case' ? m.question_material() : m.bank_stem(), stem],
    ...optionLetters.map((key): [string, string] => [
      m.bank_option({ key }),
      options.find((option) => option.key === key)?.text ?? ''
    ]),
    ...targetNumbers.map((key): [string, string] => [
      m.question_target({ key }),
      details?.targets?.find((target) => target.key === key)?.text ?? ''
    ]),
    [m.bank_answer(), type === 'case' ? '' : answerWords(body)],
    [
      m.question_rubric(),
      (details?.rubric ?? [])
        .map(({ criterion, points }) => `${criterion} ${m.question_rubric_points({ points })}`)
        .join('\n')
    ]
  ];
  const own = lines.map(([label, text]): [string, string] => [prefix + label, text]);
  const parts = (details?.parts ?? []).flatMap((part, at) => {
    const name = `${m.question_part({ number: at + 1 })} `;
    return [...bodyParts(part, name), [name + m.question_weight_label(), String(part.weight)] as [string, string]];
  });
  return [...own, ...parts];
}
