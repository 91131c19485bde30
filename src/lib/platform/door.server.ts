import type { z } from 'zod';
import type { Actor } from './actor.ts';
import { recordAudit, sealAudit } from './audit.server.ts';
import { dayOf, type Clock, type Day, type Instant } from './clock.ts';
import type { Db, Store } from './database.server.ts';
import { DomainError, InvalidInput, refused } from './errors.ts';
import type { FileStore } from './files.server.ts';
import type { Log } from './log.server.ts';
import type { SigningKeys } from './signing-keys.server.ts';
import type { Vault } from './vault.server.ts';

/** What a rule gets to work with. `db` is the running transaction in a command, committed state in a query. */
export interface Context {
  db: Db;
  /** The instant of this call: one call, one time. */
  now: Instant;
  /** The day of this call in Asia/Shanghai. */
  today: Day;
  clock: Clock;
  actor: Actor;
  files: FileStore;
  /** Seals what only a few may read. */
  vault: Vault;
  log: Log;
  requestId: string | null;
  /** Calls another operation as the same person; a command called here joins this transaction. */
  call<I extends z.ZodType, O>(operation: Operation<I, O>, input: z.input<I>): Promise<O>;
  /** The same as the portal itself, for a consequence that the rules demand and the person may not order alone. */
  callAsSystem<I extends z.ZodType, O>(operation: Operation<I, O>, input: z.input<I>): Promise<O>;
}

/** What the audit trail keeps of a command. Identifiers and plain facts, never names, contacts or answers. */
export interface Trace {
  subject: string;
  id: number | string | null;
  detail?: Record<string, unknown>;
}

interface Declaration<I extends z.ZodType, O> {
  input: I;
  /** Refuses by default: whoever is not let in here gets a 403, before anything is read. */
  allow(actor: Actor): boolean;
  run(ctx: Context, input: z.output<I>): Promise<O>;
}

interface CommandDeclaration<I extends z.ZodType, O> extends Declaration<I, O> {
  /**
   * What the trail says of it, undefined when nothing came to pass; `'own-record'` when the change is an append-only
   * record itself (exam answers).
   */
  trace: ((input: z.output<I>, result: O) => Trace | undefined) | 'own-record';
}

export interface Operation<I extends z.ZodType = z.ZodType, O = unknown> extends Declaration<I, O> {
  kind: 'command' | 'query';
  name: string;
  trace?: CommandDeclaration<I, O>['trace'];
}

/** Every command and query of the house by name: tests, the command line and the API walk it. */
export const registry = new Map<string, Operation>();

/** Declares the one way in which something changes. Names read `room.verb`. */
export function command<I extends z.ZodType, O>(name: string, declaration: CommandDeclaration<I, O>): Operation<I, O> {
  return enter({ kind: 'command', name, ...declaration });
}

/** Declares the one way in which something is read. No transaction, no audit row. */
export function query<I extends z.ZodType, O>(name: string, declaration: Declaration<I, O>): Operation<I, O> {
  return enter({ kind: 'query', name, ...declaration });
}

function enter<I extends z.ZodType, O>(operation: Operation<I, O>): Operation<I, O> {
  // Vite's development server evaluates a changed module again; only there may a name come twice.
  if (registry.has(operation.name) && process.env.NODE_ENV === 'production') {
    throw new Error(`Two operations are called ${operation.name}.`);
  }
  registry.set(operation.name, operation as unknown as Operation);
  return operation;
}

export interface House {
  store: Store;
  clock: Clock;
  files: FileStore;
  vault: Vault;
  /** Sign the digital badges; their public parts are published. */
  badgeKeys: SigningKeys;
  log: Log;
  /** Keys the audit chain's seals; lives outside the database. */
  auditKey: Buffer;
  /** Where the newest seal is noted outside the database; null where nothing is kept (tests without a folder). */
  auditAnchor: string | null;
}

export interface Door {
  run<I extends z.ZodType, O>(
    operation: Operation<I, O>,
    actor: Actor,
    input: z.input<I>,
    requestId?: string | null
  ): Promise<O>;
}

/**
 * The one door: parses, authorises, opens the transaction, runs the rule, writes the audit row, commits.
 *
 * @throws InvalidInput with the broken fields; DomainError `refused` when `allow` says no; whatever the rule throws.
 */
export function openDoor(house: House): Door {
  return {
    async run(operation, actor, input, requestId = null) {
      const parsed = admit(operation, actor, input);
      const context = (db: Db) => contextOf(house, db, actor, house.clock.now(), requestId);
      if (operation.kind === 'query') return operation.run(context(house.store.read), parsed);
      const result = await house.store.transaction((db) => perform(operation, context(db), parsed));
      if (operation.trace !== 'own-record') void sealAudit(house);
      return result;
    }
  };
}

function admit<I extends z.ZodType, O>(operation: Operation<I, O>, actor: Actor, input: unknown): z.output<I> {
  // Whatever a command allows: another system only reads.
  if (!operation.allow(actor) || (actor.kind === 'token' && operation.kind === 'command')) {
    throw actor.kind === 'anonymous'
      ? new DomainError('unauthenticated', 'people.sign-in-first')
      : refused('people.not-allowed', { operation: operation.name });
  }
  const parsed = operation.input.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string[]> = {};
  for (const issue of parsed.error.issues) (fields[issue.path.join('.')] ??= []).push(issue.message);
  throw new InvalidInput(fields);
}

async function perform<I extends z.ZodType, O>(operation: Operation<I, O>, ctx: Context, input: z.output<I>) {
  const result = await operation.run(ctx, input);
  if (operation.kind === 'command' && typeof operation.trace === 'function') {
    const trace = operation.trace(input, result);
    if (trace) await recordAudit(ctx, operation.name, trace);
  }
  return result;
}

function contextOf(house: House, db: Db, actor: Actor, now: Instant, requestId: string | null): Context {
  const { clock, files, vault, log } = house;
  const as =
    (caller: Actor): Context['call'] =>
    (operation, input) =>
      perform(operation, contextOf(house, db, caller, now, requestId), admit(operation, caller, input));
  return {
    db,
    now,
    today: dayOf(now),
    clock,
    actor,
    files,
    vault,
    log,
    requestId,
    call: as(actor),
    callAsSystem: as({ ...actor, kind: 'system', may: () => true, reach: () => 'all' })
  };
}
