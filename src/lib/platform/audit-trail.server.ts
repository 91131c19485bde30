import { and, count, desc, eq, gte, like, lt, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from './actor.ts';
import { addDays, instantOf, isDay, type Day } from './clock.ts';
import { query } from './door.server.ts';
import { paging, type Page } from './input.ts';
import { auditEvent } from './schema.server.ts';
import { pieceOf, walking, type Piece } from './walk.ts';

const optionalDay = z
  .string()
  .refine((value): value is Day => isDay(value), 'input.day')
  .optional();

export const AuditFilter = paging.extend({
  from: optionalDay,
  to: optionalDay,
  /** An operation (`people.change-cadre`) or a whole room (`people.`). */
  action: z.string().trim().max(80).optional(),
  subject: z.string().trim().max(80).optional(),
  subjectId: z.string().trim().max(80).optional(),
  accountId: z.coerce.number().int().positive().optional()
});

export type AuditRow = typeof auditEvent.$inferSelect;

/** The trail, newest first. */
export const listAudit = query('platform.list-audit', {
  input: AuditFilter,
  allow: holds('audit.view'),
  async run(ctx, filter): Promise<Page<AuditRow>> {
    const where = and(...conditionsOf(filter));
    const [counted] = await ctx.db.select({ total: count() }).from(auditEvent).where(where);
    const rows = await ctx.db
      .select()
      .from(auditEvent)
      .where(where)
      .orderBy(desc(auditEvent.id))
      .limit(filter.pageSize)
      .offset((filter.page - 1) * filter.pageSize);
    return { rows, total: counted!.total };
  }
});

/** The same to its end, newest first, piece by piece: for files. */
export const walkAudit = query('platform.walk-audit', {
  input: AuditFilter.omit({ page: true, pageSize: true }).extend(walking),
  allow: holds('audit.view'),
  async run(ctx, { after, limit, ...filter }): Promise<Piece<AuditRow>> {
    const found = await ctx.db
      .select()
      .from(auditEvent)
      .where(and(...conditionsOf(filter), after && lt(auditEvent.id, after.id)))
      .orderBy(desc(auditEvent.id))
      .limit(limit + 1);
    return pieceOf(
      found,
      limit,
      ({ id }) => ({ value: id, id }),
      (row) => row
    );
  }
});

type Filter = Omit<z.output<typeof AuditFilter>, 'page' | 'pageSize'>;

function conditionsOf({ from, to, action, subject, subjectId, accountId }: Filter): SQL[] {
  const conditions: (SQL | undefined)[] = [
    from && gte(auditEvent.at, instantOf(from)),
    to && lt(auditEvent.at, instantOf(addDays(to, 1))),
    action &&
      (action.endsWith('.')
        ? like(auditEvent.action, `${action.replace(/[%_]/g, '')}%`)
        : eq(auditEvent.action, action)),
    subject ? eq(auditEvent.subject, subject) : undefined,
    subjectId ? eq(auditEvent.subjectId, subjectId) : undefined,
    accountId ? eq(auditEvent.accountId, accountId) : undefined
  ].map((condition) => condition || undefined);
  return conditions.filter((condition) => condition !== undefined);
}
