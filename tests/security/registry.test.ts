/**
 * Quality bar S2, the part below the web: who may use which command and query. `permissions.md` is the agreed table;
 * this test compares the code with it, line by line. After a change that is meant: `PERMISSIONS=write npx vitest run
 * tests/security/registry.test.ts`, and read the difference before it is committed.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import '#lib/rooms.server.ts';
import { accountActor, anonymous, tokenActor, type Actor } from '#lib/platform/actor.ts';
import { actionName } from '#lib/platform/audit-words.server.ts';
import { registry } from '#lib/platform/door.server.ts';
import { allRoles, scopes } from '#lib/platform/permissions.ts';
import { openWorld } from '#tests/support/world.ts';

const TABLE = 'tests/security/permissions.md';
const operations = [...registry.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
const signedIn = (roles: Parameters<typeof accountActor>[0]['roles']) =>
  accountActor({ accountId: 1, cadreId: 1, unitId: 1, roles });
/** Everyone who may knock: a visitor, an account without a role, each role alone over the whole town, and a token with every scope. */
const callers: [string, Actor][] = [
  ['visitor', anonymous],
  ['no role', signedIn([])],
  ...allRoles.map((role): [string, Actor] => [role, signedIn([{ role, unitId: null }])]),
  ['token', tokenActor(scopes)]
];

const header = `| operation | kind | ${callers.map(([name]) => name).join(' | ')} |`;
const rowOf = ({ name, kind, allow }: (typeof operations)[number]) =>
  `| ${name} | ${kind} | ${callers.map(([, caller]) => (allow(caller) ? '●' : '·')).join(' | ')} |`;

describe('the table of permissions', () => {
  test('says of every operation who may use it, and the code agrees', async () => {
    const lines = [header, `|${' --- |'.repeat(callers.length + 2)}`, ...operations.map(rowOf)];
    if (process.env.PERMISSIONS === 'write') {
      await writeFile(
        TABLE,
        `# Who may use what\n\n● may, · is refused. One line for each command and query; checked by \`registry.test.ts\`.\n\n${lines.join('\n')}\n`
      );
    }
    // The formatter pads the columns.
    const agreed = (await readFile(TABLE, 'utf8'))
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.replace(/ +/g, ' ').replace(/-{3,}/g, '---'));
    expect(agreed.slice(0, 2), 'the roles at the head of permissions.md').toEqual(lines.slice(0, 2));
    const named = new Map(agreed.slice(2).map((line) => [line.split('|')[1]!.trim(), line]));
    const undecided = operations.filter(({ name }) => !named.has(name)).map(rowOf);
    expect(undecided, 'new operations: decide who may use them, then add these rows to permissions.md').toEqual([]);
    const gone = [...named.keys()].filter((name) => !registry.has(name));
    expect(gone, 'rows of permissions.md whose operation is gone').toEqual([]);
    const changed = operations.map(rowOf).filter((row) => !agreed.includes(row));
    expect(changed, 'the code lets in others than permissions.md says').toEqual([]);
  });

  test('the door refuses whoever the table refuses, before the input is even looked at', async () => {
    const world = await openWorld();
    for (const operation of operations) {
      for (const [name, caller] of callers) {
        if (operation.allow(caller)) continue;
        const outcome = await world
          .run(operation, caller, undefined)
          .catch((problem: { kind: string }) => problem.kind);
        expect(outcome, `${operation.name} by ${name}`).toBe(
          caller.kind === 'anonymous' ? 'unauthenticated' : 'refused'
        );
      }
    }
  });
});

describe('every operation', () => {
  test.each(operations.map(({ name }) => name))('%s is named room.verb', (name) => {
    expect(name).toMatch(
      /^(platform|people|law|hours|assessment|learning|outreach|mentoring|certification|complaints|reporting|search|exchange)\.[a-z]+(-[a-z]+)*$/
    );
  });

  test('that changes something leaves a trace, or is a record itself', () => {
    const silent = operations.filter(({ kind, trace }) => kind === 'command' && trace === undefined);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test.each(operations.filter(({ trace }) => typeof trace === 'function').map(({ name }) => name))(
    '%s has words for those who read the trail (platform_action_… in both languages)',
    (name) => expect(actionName(name)).not.toBe(name)
  );

  test('an account without a role can do nothing that a role is needed for', () => {
    const nobody = signedIn([]);
    const open = operations.filter(({ kind, allow }) => kind === 'command' && allow(nobody) && !allow(anonymous));
    // What is left is about oneself.
    expect(open.filter(({ name }) => !/own|password|attempt|answers/.test(name)).map(({ name }) => name)).toEqual([]);
  });
});
