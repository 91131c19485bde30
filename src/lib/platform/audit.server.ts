import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { asc, count, desc, eq, gt, lte } from 'drizzle-orm';
import type { Db } from './database.server.ts';
import type { Context, House, Trace } from './door.server.ts';
import { auditEvent, auditPending, auditSeal } from './schema.server.ts';

/**
 * The trail: rows are written in the transaction of the change they speak of, and sealed right after, in order,
 * into a chain of keyed hashes. The key and the newest seal live outside the database, so whoever edits, removes,
 * reorders or cuts off rows in the file cannot make the chain agree again.
 */
type Event = typeof auditEvent.$inferSelect;

const START = '0'.repeat(64);
const BATCH = 500;

/** Writes the audit row of a command inside its transaction; when this fails, so does the command. */
export async function recordAudit(ctx: Context, action: string, trace: Trace): Promise<void> {
  const { kind: actorKind } = ctx.actor;
  // The door lets no token run a command; if one got here, the change must not come to pass.
  if (actorKind === 'token') throw new Error('A token changes nothing.');
  const [event] = await ctx.db
    .insert(auditEvent)
    .values({
      at: ctx.now,
      actorKind,
      accountId: ctx.actor.accountId,
      action,
      subject: trace.subject,
      subjectId: trace.id === null ? null : String(trace.id),
      detail: trace.detail ?? {},
      requestId: ctx.requestId
    })
    .returning({ id: auditEvent.id });
  await ctx.db.insert(auditPending).values({ eventId: event!.id });
}

/** One canonical line of a row: sorted keys, no spaces; what the seal speaks of. */
export function canonical(event: unknown): string {
  return JSON.stringify(event, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value
  );
}

const sealOf = (key: Buffer, previous: string, event: Event) =>
  createHmac('sha256', key).update(previous).update('\n').update(canonical(event)).digest('hex');

/** The parts of a house that keep its trail. */
type TrailKeeper = Pick<House, 'store' | 'log' | 'auditKey' | 'auditAnchor'>;

const running = new WeakMap<TrailKeeper, { again: boolean; done: Promise<void> }>();

/**
 * Seals what waits. Nobody is kept waiting for it: a call while one runs makes that one go round again.
 * The promise is for those who must know (shutdown, verification, tests).
 */
export function sealAudit(house: TrailKeeper): Promise<void> {
  const present = running.get(house);
  if (present) {
    present.again = true;
    return present.done;
  }
  const round = { again: false, done: Promise.resolve() };
  running.set(house, round);
  round.done = sealRounds(house, round)
    .catch((error: unknown) => house.log.error({ error }, 'the audit trail could not be sealed'))
    .finally(() => running.delete(house));
  return round.done;
}

async function sealRounds(house: TrailKeeper, round: { again: boolean }) {
  do {
    round.again = false;
    let sealed: number;
    do sealed = await sealBatch(house);
    while (sealed === BATCH);
  } while (round.again);
}

/**
 * On both engines two processes cannot extend the chain at once: positions are unique and transactions serial.
 * A chain that the anchor contradicts is not extended: sealing on would cover up what was cut off.
 */
async function sealBatch(house: TrailKeeper): Promise<number> {
  const anchor = await readAnchor(house);
  const head = await house.store.transaction(async (db) => {
    const events = await db
      .select({ event: auditEvent })
      .from(auditPending)
      .innerJoin(auditEvent, eq(auditEvent.id, auditPending.eventId))
      .orderBy(asc(auditPending.eventId))
      .limit(BATCH);
    if (!events.length) return undefined;
    if (!(await agreesWith(db, anchor))) return 'contradicted';
    const [last] = await db.select().from(auditSeal).orderBy(desc(auditSeal.position)).limit(1);
    let position = last?.position ?? 0;
    let hash = last?.hash ?? START;
    const seals = events.map(({ event }) => {
      hash = sealOf(house.auditKey, hash, event);
      position += 1;
      return { position, eventId: event.id, hash };
    });
    await db.insert(auditSeal).values(seals);
    await db.delete(auditPending).where(lte(auditPending.eventId, events.at(-1)!.event.id));
    return { position, hash, count: events.length };
  });
  if (head === 'contradicted') {
    house.log.error({ anchor }, 'the audit trail does not agree with its anchor; nothing more is sealed');
    return 0;
  }
  if (head) await noteAnchor(house, head.position, head.hash);
  return head?.count ?? 0;
}

async function agreesWith(db: Db, anchor: Anchor): Promise<boolean> {
  if (anchor === undefined) return true;
  if (anchor === 'forged') return false;
  const [seal] = await db.select().from(auditSeal).where(eq(auditSeal.position, anchor.position));
  return seal?.hash === anchor.hash;
}

async function noteAnchor(house: TrailKeeper, position: number, hash: string) {
  if (!house.auditAnchor) return;
  const mac = createHmac('sha256', house.auditKey).update(`${position} ${hash}`).digest('hex');
  await writeFile(`${house.auditAnchor}.new`, `${position} ${hash} ${mac}\n`);
  await rename(`${house.auditAnchor}.new`, house.auditAnchor);
}

export interface AuditVerdict {
  ok: boolean;
  /** Rows whose seal was checked. */
  checked: number;
  /** The first position at which the chain breaks, and why. */
  brokenAt: number | null;
  reason: 'edited' | 'gap' | 'cut-off' | 'unsealed' | 'anchor' | null;
}

/** Recomputes the whole chain and compares it with the anchor outside the database. */
export async function verifyAudit(house: TrailKeeper): Promise<AuditVerdict> {
  await sealAudit(house);
  const anchor = await readAnchor(house);
  if (anchor === 'forged') return broken(0, 0, 'anchor');
  let hash = START;
  let checked = 0;
  for (;;) {
    const rows = await house.store.read
      .select({ seal: auditSeal, event: auditEvent })
      .from(auditSeal)
      .leftJoin(auditEvent, eq(auditEvent.id, auditSeal.eventId))
      .where(gt(auditSeal.position, checked))
      .orderBy(asc(auditSeal.position))
      .limit(BATCH);
    for (const { seal, event } of rows) {
      if (seal.position !== checked + 1 || !event) return broken(checked, checked + 1, 'gap');
      hash = sealOf(house.auditKey, hash, event);
      if (hash !== seal.hash) return broken(checked, seal.position, 'edited');
      checked += 1;
      if (anchor && anchor.position === checked && anchor.hash !== hash) return broken(checked, checked, 'anchor');
    }
    if (rows.length < BATCH) break;
  }
  if (anchor && anchor.position > checked) return broken(checked, checked + 1, 'cut-off');
  const [{ events } = { events: 0 }] = await house.store.read.select({ events: count() }).from(auditEvent);
  if (events !== checked) return broken(checked, checked + 1, 'unsealed');
  return { ok: true, checked, brokenAt: null, reason: null };
}

const broken = (checked: number, brokenAt: number, reason: AuditVerdict['reason']): AuditVerdict => ({
  ok: false,
  checked,
  brokenAt,
  reason
});

type Anchor = { position: number; hash: string } | 'forged' | undefined;

async function readAnchor(house: TrailKeeper): Promise<Anchor> {
  if (!house.auditAnchor) return undefined;
  const line = await readFile(house.auditAnchor, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (line === undefined) return undefined;
  const [position = '', hash = '', mac = ''] = line.trim().split(' ');
  const right = createHmac('sha256', house.auditKey).update(`${position} ${hash}`).digest();
  const given = Buffer.from(mac, 'hex');
  if (given.length !== right.length || !timingSafeEqual(given, right)) return 'forged';
  return { position: Number(position), hash };
}
