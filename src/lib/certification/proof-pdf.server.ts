/** A proof on paper. Set from what was recorded, so the same proof printed again has the same bytes. */
import { renderSVG } from 'uqr';
import { baseLocale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Day, Instant } from '#lib/platform/clock.ts';
import { DomainError } from '#lib/platform/errors.ts';
import { makePdf, type PdfStandard } from '#lib/platform/pdf.server.ts';
import { groupedCode } from '#lib/platform/written-code.ts';
import type { ProofFacts, ProofKind } from './proof.ts';
import { proofStatement } from './proof-words.ts';

export interface ProofPaper {
  number: string;
  code: string;
  kind: ProofKind;
  name: string;
  staffNumber: string;
  unitName: string;
  facts: ProofFacts;
  issuedOn: Day;
  issuedAt: Instant;
}

/**
 * @param origin the address of this portal, for the QR code.
 * @throws invalid `file.unprintable` {sign} for a name with a sign that the fonts lack
 */
export function proofPdf(paper: ProofPaper, origin: string, standard: PdfStandard = 'a-2a'): Promise<Uint8Array> {
  const { number, code, kind, name, staffNumber, unitName, facts, issuedOn, issuedAt } = paper;
  const zh = { locale: baseLocale } as const;
  return makePdf({
    template: 'certification/proof.typ',
    title: `${m.proofs_paper_heading({}, zh)} ${number}`,
    language: 'zh',
    at: issuedAt,
    standard,
    data: {
      ...{ number, name, staffNumber, unitName, issuedOn },
      centre: m.proofs_paper_centre({}, zh),
      statement: proofStatement(kind, facts),
      seal: [...m.proofs_paper_seal({}, zh)],
      code: groupedCode(code),
      address: `${origin}/verify`,
      qr: renderSVG(verificationAddress(origin, code), { border: 2, ecc: 'M' }),
      words: {
        heading: m.proofs_paper_heading({}, zh),
        number: m.proofs_number({}, zh),
        staff: m.proofs_staff({}, zh),
        closing: m.proofs_paper_closing({}, zh),
        qr: m.proofs_paper_qr({}, zh),
        check: m.proofs_paper_check({}, zh),
        foot: m.proofs_paper_foot({}, zh)
      }
    }
  });
}

/** What the QR code leads to. */
export const verificationAddress = (origin: string, code: string) => `${origin}/verify/${code}`;

/**
 * Sets the paper before anything is recorded, so that a proof that could not be printed is never issued.
 * @throws invalid `file.unprintable` {sign}
 */
export async function requirePrintable(
  { name, staffNumber, unitName }: Pick<ProofPaper, 'name' | 'staffNumber' | 'unitName'>,
  { kind, facts }: Pick<ProofPaper, 'kind' | 'facts'>
): Promise<void> {
  const draft = { name, staffNumber, unitName, kind, facts, number: '', code: '', issuedOn: facts.on, issuedAt: 0 };
  await proofPdf(draft, 'http://localhost');
}

type Printed = {
  person: Pick<ProofPaper, 'name' | 'staffNumber' | 'unitName'>;
  item: Pick<ProofPaper, 'kind' | 'facts'>;
};

/** Those of many whose proofs could not be printed. One paper with all the names tells whether there is any. */
export async function unprintableOf<P extends Printed>(papers: readonly P[]): Promise<P[]> {
  const [first] = papers;
  if (!first) return [];
  const names = papers.map(({ person }) => `${person.name} ${person.staffNumber} ${person.unitName}`).join(' ');
  if (await isPrintable({ ...first, person: { ...first.person, name: names } })) return [];
  const left: P[] = [];
  for (const paper of papers) if (!(await isPrintable(paper))) left.push(paper);
  return left;
}

async function isPrintable({ person, item }: Printed): Promise<boolean> {
  try {
    await requirePrintable(person, item);
    return true;
  } catch (problem) {
    if (problem instanceof DomainError && problem.code === 'file.unprintable') return false;
    throw problem;
  }
}
