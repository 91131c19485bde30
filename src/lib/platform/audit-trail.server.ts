import { and, count, desc, eq, gte, like, lt, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from './actor.ts';
import { addDays, instantOf, isDay, type Day } from './clock.ts';
import { query } from './door.server.ts';
import { paging, type Page } from './input.ts';
import { auditEvent } from './schema.server.ts';

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

function conditionsOf({ from, to, action, subject, subjectId, accountId }: z.output<typeof AuditFilter>): SQL[] {
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
