/** A bank held against the statutes' own words, where somebody has them at hand. */
import { foldTitle, parseCitations } from '#lib/law/citation.ts';
import { byName, type LawOnRecord } from './bank-check.ts';
import { figuresMissing } from './bank-figures.ts';
import { rightWords } from './bank-twins.ts';
import type { DraftQuestion } from './question.ts';

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
    for (const { words } of figuresMissing(answerOf(question), cited))
      findings.push({ question: question.code, kind: 'figure', found: words });
    return findings;
  });
}

/** What the right answer claims: the words of the right options, or the statement that is true. */
function answerOf(question: DraftQuestion): string {
  if (question.type === 'true-false') return question.answer[0] === 'T' ? question.stem : '';
  return rightWords(question);
}
