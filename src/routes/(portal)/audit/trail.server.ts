import type { z } from 'zod';
import { formatInstant } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { accountNames } from '#lib/people/accounts.server.ts';
import { listAudit, walkAudit, type AuditFilter, type AuditRow } from '#lib/platform/audit-trail.server.ts';
import { actionName, subjectName } from '#lib/platform/audit-words.server.ts';

/** A page of the trail in words; refused to whoever may not read it. */
export async function readTrail(locals: App.Locals, filter: z.input<typeof AuditFilter>) {
  const { rows, total } = await locals.run(listAudit, filter);
  return { total, rows: await shownRows(locals, rows) };
}

/** The trail to its end, piece by piece. */
export async function walkTrail(locals: App.Locals, asked: z.input<typeof walkAudit.input>) {
  const { rows, next } = await locals.run(walkAudit, asked);
  return { rows: await shownRows(locals, rows), next };
}

async function shownRows(locals: App.Locals, rows: readonly AuditRow[]) {
  const names = await accountNames(
    { db: locals.house.store.read },
    rows.map(({ accountId }) => accountId)
  );
  return rows.map((row) => inWords(row, names));
}

export type TrailRow = ReturnType<typeof inWords>;

function inWords(row: AuditRow, names: Map<number, string>) {
  return {
    id: row.id,
    at: formatInstant(row.at),
    accountId: row.accountId,
    who: whoWords(row, names),
    code: row.action,
    action: actionName(row.action),
    subject: row.subject,
    subjectId: row.subjectId,
    subjectWords:
      row.subjectId === null
        ? subjectName(row.subject)
        : m.platform_audit_subject_word({ subject: subjectName(row.subject), id: row.subjectId }),
    detail: detailText(row.detail)
  };
}

function whoWords({ actorKind, accountId }: AuditRow, names: Map<number, string>): string {
  if (accountId !== null) return names.get(accountId) ?? m.platform_audit_who_account({ id: String(accountId) });
  return actorKind === 'anonymous' ? m.platform_audit_who_anonymous() : m.platform_audit_who_system();
}

/** Facts as they stand: `effectiveFrom: 2026-12-01 · change: 3`. */
function detailText(detail: Record<string, unknown>): string {
  const text = (value: unknown) =>
    value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value);
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${text(value)}`)
    .join(' · ');
}
