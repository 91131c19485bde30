/** Quality bar R11: whoever changes the trail in the database itself is found, whatever they change. */
import { readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { recordAudit, sealAudit, verifyAudit } from '#lib/platform/audit.server.ts';
import { onlySystem, system } from '#lib/platform/actor.ts';
import { command } from '#lib/platform/door.server.ts';
import { engineOf } from '#lib/platform/engine.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const onSqlite = engineOf(process.env.DATABASE_URL) === 'sqlite';
const CASES = Number(process.env.AUDIT_CASES ?? (onSqlite ? 1000 : 60));
const ROWS = 24;

const act = command('test.act', {
  input: z.object({ count: z.number() }),
  allow: onlySystem,
  async run(ctx, { count }) {
    for (let at = 0; at < count; at += 1) await recordAudit(ctx, `test.act-${at % 5}`, { subject: 'case', id: at, detail: { at, by: 'a' } });
  },
  trace: 'own-record'
});

/** A sealed trail whose guards the attacker has taken away. */
async function openTrail() {
  const world = await openWorld();
  await world.run(act, system, { count: ROWS });
  await sealAudit(world.house);
  for (const table of ['audit_event', 'audit_seal']) {
    await world.store.exec(
      onSqlite
        ? `drop trigger ${table}_no_update; drop trigger ${table}_no_delete`
        : `drop trigger ${table}_append_only on ${table}`
    );
  }
  const anchor = await readFile(world.house.auditAnchor!, 'utf8');
  await world.store.exec(`
    create table kept_event as select * from audit_event;
    create table kept_seal as select * from audit_seal;
  `);
  const putBack = async () => {
    await writeFile(world.house.auditAnchor!, anchor);
    await world.store.exec(`
      delete from audit_pending; delete from audit_seal; delete from audit_event;
      insert into audit_event ${onSqlite ? '' : 'overriding system value'} select * from kept_event;
      insert into audit_seal select * from kept_seal;
    `);
  };
  return { world, putBack };
}

const position = fc.integer({ min: 1, max: ROWS });
const two = fc.uniqueArray(position, { minLength: 2, maxLength: 2 }).map(([a, b]) => [Math.min(a!, b!), Math.max(a!, b!)] as const);
const eventAt = (at: number) => `(select event_id from audit_seal where position = ${at})`;
/** On PostgreSQL keys are not deferred either, so numbers move by way of negative ones. */
const swap = (table: string, column: string, key: string, a: string | number, b: string | number) => `
  update ${table} set ${column} = -(${key} * 0 + ${a}) - 1000 where ${key} = ${a};
  update ${table} set ${column} = ${a} where ${key} = ${b};
  update ${table} set ${column} = ${b} where ${column} = -(${a}) - 1000;`;

const attacks = {
  'an edited column': fc
    .tuple(
      position,
      fc.constantFrom(
        `at = at + 1`, `actor_kind = 'anonymous'`, `account_id = 99`, `action = 'test.other'`, `subject = 'other'`,
        `subject_id = '77'`, `request_id = 'r'`, `detail = '{"at":1,"by":"b"}'`, `detail = '{}'`
      )
    )
    .map(([at, change]) => `update audit_event set ${change} where id = ${eventAt(at)}`),
  'an edited seal': position.map((at) => `update audit_seal set hash = '${'0'.repeat(64)}' where position = ${at}`),
  'a deleted row': position.map((at) => `delete from audit_event where id = ${eventAt(at)}`),
  'a deleted seal': position.map((at) => `delete from audit_seal where position = ${at}`),
  'a row deleted with its seal': position.map(
    (at) => `delete from audit_event where id = ${eventAt(at)}; delete from audit_seal where position = ${at}`
  ),
  'a row deleted with its seal and the rest moved up': position.map(
    (at) => `delete from audit_event where id = ${eventAt(at)}; delete from audit_seal where position = ${at};
      update audit_seal set position = -position where position > ${at}; update audit_seal set position = -position - 1 where position < 0`
  ),
  'two rows exchanged': two.map(([a, b]) => swap('audit_event', 'id', 'id', a, b)),
  'two seals exchanged': two.map(([a, b]) => swap('audit_seal', 'position', 'position', a, b)),
  'the end cut off': position.map(
    (at) => `delete from audit_event where id >= ${eventAt(at)}; delete from audit_seal where position >= ${at}`
  ),
  'only the seals cut off': position.map((at) => `delete from audit_seal where position >= ${at}`),
  'everything removed': fc.constant('delete from audit_seal; delete from audit_event'),
  'a row added without a seal': position.map(
    (at) => `insert into audit_event (at, actor_kind, action, subject, detail) values (${at}, 'system', 'test.act', 'case', '{}')`
  ),
  'a row added with a made-up seal': position.map(
    (at) => `insert into audit_event (at, actor_kind, action, subject, detail) values (${at}, 'system', 'test.act', 'case', '{}');
      insert into audit_seal (position, event_id, hash) select ${ROWS + 1}, max(id), '${'a'.repeat(64)}' from audit_event`
  ),
  'a row edited and handed in to be sealed anew': position.map(
    (at) => `update audit_event set action = 'test.other' where id = ${eventAt(at)};
      insert into audit_pending select event_id from audit_seal where position >= ${at};
      delete from audit_seal where position >= ${at}`
  )
} satisfies Record<string, fc.Arbitrary<string>>;

const names = Object.keys(attacks) as (keyof typeof attacks)[];

describe('the audit trail', () => {
  test(
    `${CASES} random changes behind the portal's back are all found`,
    async () => {
      const { world, putBack } = await openTrail();
      expect(await verifyAudit(world.house)).toEqual({ ok: true, checked: ROWS, brokenAt: null, reason: null });
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...names).chain((name) => attacks[name].map((sql) => [name, sql])), async ([, sql]) => {
          await putBack();
          await world.store.exec(sql!);
          return (await verifyAudit(world.house)).ok === false;
        }),
        { numRuns: CASES }
      );
      await putBack();
      expect(await verifyAudit(world.house)).toMatchObject({ ok: true });
    },
    5 * 60_000
  );

  test.each(names)('%s is found even after the portal has worked on', async (name) => {
    const { world } = await openTrail();
    await world.store.exec(fc.sample(attacks[name], { numRuns: 1, seed: 7 })[0]!);
    await world.run(act, system, { count: 3 });
    await sealAudit(world.house);
    expect(await verifyAudit(world.house)).toMatchObject({ ok: false });
  });

  test('the verdict says where the chain breaks and why', async () => {
    const { world, putBack } = await openTrail();
    const verdict = async (sql: string) => {
      await putBack();
      await world.store.exec(sql);
      return verifyAudit(world.house);
    };
    expect(await verdict(`update audit_event set action = 'x' where id = ${eventAt(7)}`)).toMatchObject({ brokenAt: 7, reason: 'edited', checked: 6 });
    expect(await verdict(`delete from audit_seal where position = 7`)).toMatchObject({ brokenAt: 7, reason: 'gap' });
    expect(await verdict(`delete from audit_seal where position > 20; delete from audit_event where id not in (select event_id from audit_seal)`)).toMatchObject({ brokenAt: 21, reason: 'cut-off' });
    expect(await verdict(`insert into audit_event (at, actor_kind, action, subject, detail) values (1, 'system', 'x', 'y', '{}')`)).toMatchObject({ reason: 'unsealed' });
  });

  test('a forged note outside the database is found', async () => {
    const { world } = await openTrail();
    const [at, hash, mac] = (await readFile(world.house.auditAnchor!, 'utf8')).trim().split(' ');
    await writeFile(world.house.auditAnchor!, `${Number(at) - 1} ${hash} ${mac}\n`);
    expect(await verifyAudit(world.house)).toMatchObject({ ok: false, reason: 'anchor' });
  });

  test('a trail without a single row is whole', async () => {
    const world: World = await openWorld();
    expect(await verifyAudit(world.house)).toEqual({ ok: true, checked: 0, brokenAt: null, reason: null });
  });
});
