import { sql } from 'drizzle-orm';
import type { Scope } from '#lib/platform/permissions.ts';
import { check, day, id, instant, int, json, table, text } from '#lib/platform/table.ts';

/** A key that another system reads with. What it opens and for how long is settled when it is made; it only ends earlier. */
export const apiToken = table(
  'api_token',
  {
    id: id(),
    /** The system that holds it. */
    name: text().notNull(),
    purpose: text().notNull(),
    scopes: json<Scope[]>().notNull(),
    /** The beginning, by which people tell tokens apart. */
    prefix: text().notNull(),
    /** SHA-256: whoever reads the database cannot read with it. */
    hash: text().notNull().unique(),
    createdAt: instant().notNull(),
    createdBy: int(),
    /** The last day on which it opens. */
    expiresOn: day().notNull(),
    revokedAt: instant(),
    revokedBy: int(),
    uses: int().notNull().default(0),
    lastUsedOn: day()
  },
  (t) => [check('api_token_uses', sql`${t.uses} >= 0`)]
);
