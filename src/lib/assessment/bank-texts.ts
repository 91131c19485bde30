/** A bank held against the statutes' own words, where somebody has them at hand. */
import { foldTitle, parseCitations } from '#lib/law/citation.ts';
import { askedIn, byName, type LawOnRecord } from './bank-check.ts';
import { figuresMissing } from './bank-figures.ts';
import { rightWords } from './bank-twins.ts';
import { aroundBlanks } from './fill-in.ts';
import type { DraftQuestion, QuestionBody } from './question.ts';

/** A statute's own words, for those who have them at hand. */
export interface LawText {
  title: string;
  articles: ReadonlyMap<number, string>;
}

export interface TextFinding {
  question: string;
  /** `no-text`: the statute is not at hand; `no-article`: it has no such article; `figure`: no cited article states it. */
  kind: 'no-text' | 'no-article' | 'figure';
  found: string;
}

/**
 * Holds a bank against the texts themselves: each cited article has to exist, and each figure of a right answer should
 * stand in a cited article. A figure that does not is for a person to look at, no fault by itself.
 */
export function checkAgainstTexts(
  bank: readonly DraftQuestion[],
  law: readonly LawOnRecord[],
  texts: readonly LawText[]
): TextFinding[] {
  const names = byName(law);
  const plain = (title: string) => foldTitle(title).replaceAll('中华人民共和国', '');
  const byTitle = new Map(texts.map((text) => [plain(text.title), text]));
  return bank.flatMap((question) => {
    const findings: TextFinding[] = [];
    const cited: string[] = [];
    for (const { title, position } of parseCitations(question.basis).citations) {
      const text = byTitle.get(plain(names.get(foldTitle(title))?.title ?? title));
      const article = position === null ? '' : text?.articles.get(position);
      if (article) cited.push(article);
      else if (article === undefined)
        findings.push({
          question: question.code,
          kind: text ? 'no-article' : 'no-text',
          found: position === null || !text ? title : `${title} ${position / 100}`
        });
    }
    for (const { name, body } of askedIn(question))
      for (const { words } of figuresMissing(answerOf(body), cited))
        findings.push({ question: name, kind: 'figure', found: words });
    return findings;
  });
}

/** What the right answer claims: its words; with the stem, where it completes or confirms that. */
function answerOf(body: QuestionBody): string {
  const { type, stem, answer, details } = body;
  if (type === 'true-false') return answer[0] === 'T' ? stem : '';
  if (type === 'fill-in') return aroundBlanks(stem).reduce((text, piece, at) => text + answer[at - 1] + piece);
  if (type !== 'matching') return rightWords(body);
  return (details?.targets ?? [])
    .filter(({ key }) => answer.some((pair) => pair.slice(1) === key))
    .map(({ text }) => text)
    .join('；');
}
