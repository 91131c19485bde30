import { formatDay } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { listProofs, type ProofRow } from '#lib/certification/proof-list.server.ts';
import { proofFigures, proofKindWords, proofStateWords, proofTitle } from '#lib/certification/proof-words.ts';
import { writeWorkbook, type Column } from '#lib/platform/spreadsheet.server.ts';
import { download, XLSX } from '#routes/download.ts';
import { readQuery } from '#routes/submit.server.ts';
import { ProofsQuery } from '../proofs-query.ts';
import type { RequestHandler } from './$types';

const columns = (): Column<ProofRow>[] => [
  { heading: m.proofs_number(), width: 16, value: ({ number }) => number },
  { heading: m.proofs_staff(), value: ({ staffNumber }) => staffNumber },
  { heading: m.proofs_name(), value: ({ name }) => name },
  { heading: m.proofs_unit(), width: 20, value: ({ unitName }) => unitName },
  { heading: m.proofs_kind(), width: 16, value: ({ kind }) => proofKindWords[kind]() },
  { heading: m.proofs_about(), width: 36, value: ({ kind, facts }) => proofTitle(kind, facts) },
  { heading: m.proofs_figures(), width: 28, value: ({ kind, facts }) => proofFigures(kind, facts) },
  { heading: m.proofs_on(), width: 14, value: ({ facts }) => formatDay(facts.on) },
  { heading: m.proofs_issued_on(), width: 14, value: ({ issuedOn }) => formatDay(issuedOn) },
  { heading: m.proofs_by(), value: ({ drawn }) => (drawn ? m.proofs_by_own() : m.proofs_by_centre()) },
  { heading: m.proofs_state(), value: ({ state }) => proofStateWords[state].word() },
  { heading: m.proofs_revoked_on(), width: 14, value: ({ revokedOn }) => (revokedOn ? formatDay(revokedOn) : null) }
];

/** The list as it is filtered on the page, all of it. Check codes stay in the portal. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { rows } = await locals.run(listProofs, { ...readQuery(url, ProofsQuery), page: 1, pageSize: 20_000 });
  return download(`${m.proofs_title()}.xlsx`, await writeWorkbook(m.proofs_title(), columns(), rows), XLSX);
};
