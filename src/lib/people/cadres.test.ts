import { describe, expect, test } from 'vitest';
import { openWorld, people as cast, type Person, type World } from '#tests/support/world.ts';
import { accountActor, system } from '#lib/platform/actor.ts';
import {
  addCadre,
  closeAccountsOfLeavers,
  editCadre,
  exportCadres,
  findCadre,
  listCadres,
  markLeft,
  markReturned
} from './cadres.server.ts';
import { viewAccount } from './accounts.server.ts';
import { tidyName } from './cadre.ts';
import { addUnit, closeUnit, listUnits, moveUnit, renameUnit, reopenUnit } from './units.server.ts';

const CENTRE = '综合执法中心';
const input = (world: World, over: object = {}) => ({
  staffNumber: '120',
  name: '欧阳某',
  unitId: world.unitId[CENTRE]!,
  post: '科员',
  establishment: 'administrative' as const,
  enforcementPost: true,
  joinedOn: '2026-09-01',
  ...over
});
const allPeople = Object.keys(cast) as Person[];
const viewers: Person[] = ['he', 'shen', 'gao', 'luo'];
const numbers = async (world: World, over: object) =>
  (await world.run(listCadres, world.actor.gao, { sort: 'number', ...over })).rows.map(
    ({ staffNumber }) => staffNumber
  );

describe('the roster', () => {
  test('is for those whose work needs it; everyone sees their own entry', async () => {
    const world = await openWorld();
    for (const person of allPeople) {
      const actor = world.actor[person];
      await expect(world.run(findCadre, actor, { id: world.cadreId[person] })).resolves.toMatchObject({
        staffNumber: cast[person].number
      });
      if (viewers.includes(person)) {
        expect((await world.run(listCadres, actor, {})).total).toBe(10);
        expect(await world.run(exportCadres, actor, {})).toHaveLength(10);
      } else {
        const other = person === 'lin' ? 'guo' : 'lin';
        await expect(world.run(listCadres, actor, {})).rejects.toMatchObject({ kind: 'refused' });
        await expect(world.run(findCadre, actor, { staffNumber: cast[other].number })).rejects.toMatchObject({
          code: 'people.cadre-not-found'
        });
      }
    }
  });

  test('a view over one unit ends there, and outside looks like nowhere', async () => {
    const world = await openWorld();
    const { shen } = world.actor;
    const unitId = world.unitId[CENTRE]!;
    const actor = accountActor({
      accountId: shen.accountId!,
      cadreId: shen.cadreId,
      unitId,
      roles: [{ role: 'supervisor', unitId }]
    });
    const { rows, total } = await world.run(listCadres, actor, {});
    expect(total).toBe(4);
    expect(new Set(rows.map(({ unit }) => unit))).toEqual(new Set([CENTRE]));
    expect(await world.run(listCadres, actor, { unit: world.unitId['便民服务中心']! })).toMatchObject({ total: 0 });
    const outside = await world.run(findCadre, actor, { id: world.cadreId.guo }).catch((error) => error);
    const nowhere = await world.run(findCadre, actor, { id: 999 }).catch((error) => error);
    expect({ ...outside }).toEqual({ ...nowhere });
  });

  test('is searched by name, pinyin, initials and number, filtered, sorted and paged', async () => {
    const world = await openWorld();
    await world.run(addCadre, world.actor.gao, input(world));
    await world.run(
      addCadre,
      world.actor.gao,
      input(world, { staffNumber: 'Fz-121', name: '单某', establishment: 'auxiliary', enforcementPost: false })
    );
    expect(await numbers(world, { q: '欧阳' })).toEqual(['120']);
    expect(await numbers(world, { q: 'OYM' })).toEqual(['120']);
    expect(await numbers(world, { q: 'ouyang' })).toEqual(['120']);
    expect(await numbers(world, { q: 'shanmou' })).toEqual(['Fz-121']);
    expect(await numbers(world, { q: 'fz-' })).toEqual(['Fz-121']);
    expect(await numbers(world, { q: '_' })).toEqual([]);
    expect(await numbers(world, { establishment: 'auxiliary' })).toEqual(['Fz-121']);
    expect(await numbers(world, { enforcement: 'yes' })).toEqual(['001', '003', '017', '018', '120']);
    expect(await numbers(world, { unit: world.unitId[CENTRE]!, enforcement: 'no' })).toEqual(['005', 'Fz-121']);
    expect(await numbers(world, { page: 2, pageSize: 5 })).toEqual(['008', '009', '010', '017', '018']);
    expect(await numbers(world, { sort: '-number', pageSize: 1 })).toEqual(['Fz-121']);
    expect((await numbers(world, { sort: 'name' })).slice(0, 3)).toEqual(['008', '018', '005']);
    expect(await world.run(listCadres, world.actor.gao, { q: '某' })).toMatchObject({ total: 12, enforcing: 5 });
  });

  test('rare characters survive, and tables may not stretch names with spaces', async () => {
    const world = await openWorld();
    const id = await world.run(addCadre, world.actor.gao, input(world, { name: '𠮷　𬭎𫞩' }));
    expect((await world.run(findCadre, world.actor.gao, { id })).name).toBe('𠮷𬭎𫞩');
    expect(await numbers(world, { q: '𬭎' })).toEqual(['120']);
    expect(tidyName(' 阿卜杜拉·某  某 ')).toBe('阿卜杜拉·某某');
    expect(tidyName('Anna  Wang')).toBe('Anna Wang');
  });
});

describe('keeping the roster', () => {
  test("is the system administrator's", async () => {
    const world = await openWorld();
    for (const person of allPeople.filter((name) => name !== 'gao')) {
      const actor = world.actor[person];
      const id = world.cadreId.lin;
      await expect(world.run(addCadre, actor, input(world))).rejects.toMatchObject({ kind: 'refused' });
      await expect(world.run(editCadre, actor, { id, ...input(world) })).rejects.toMatchObject({ kind: 'refused' });
      await expect(world.run(markLeft, actor, { id, leftOn: '2026-11-23' })).rejects.toMatchObject({ kind: 'refused' });
      await expect(world.run(markReturned, actor, { id })).rejects.toMatchObject({ kind: 'refused' });
      await expect(world.run(addUnit, actor, { name: '新设中心' })).rejects.toMatchObject({ kind: 'refused' });
      await expect(world.run(renameUnit, actor, { id: 1, name: '新名' })).rejects.toMatchObject({ kind: 'refused' });
      await expect(world.run(moveUnit, actor, { id: 1, direction: 'up' })).rejects.toMatchObject({ kind: 'refused' });
      await expect(world.run(closeUnit, actor, { id: 1 })).rejects.toMatchObject({ kind: 'refused' });
      await expect(world.run(reopenUnit, actor, { id: 1 })).rejects.toMatchObject({ kind: 'refused' });
    }
  });

  test('a staff number belongs to one person, be it as number or as sign-in name', async () => {
    const world = await openWorld();
    await expect(world.run(addCadre, world.actor.gao, input(world, { staffNumber: '017' }))).rejects.toMatchObject({
      code: 'people.staff-number-taken'
    });
    await expect(
      world.run(editCadre, world.actor.gao, { id: world.cadreId.lin, ...input(world, { staffNumber: '018' }) })
    ).rejects.toMatchObject({ code: 'people.staff-number-taken' });
    await expect(world.run(addCadre, world.actor.gao, input(world, { staffNumber: 'a b' }))).rejects.toMatchObject({
      fields: { staffNumber: ['people.staff-number-format'] }
    });
  });

  test('an auxiliary holds no enforcement post', async () => {
    const world = await openWorld();
    await expect(
      world.run(addCadre, world.actor.gao, input(world, { establishment: 'auxiliary' }))
    ).rejects.toMatchObject({ code: 'people.auxiliary-enforces' });
  });

  test('an edited name and number follow into the account', async () => {
    const world = await openWorld();
    await world.run(editCadre, world.actor.gao, {
      id: world.cadreId.lin,
      ...input(world, { staffNumber: '217', name: '林新名' })
    });
    expect(await world.run(viewAccount, world.actor.gao, { id: world.actor.lin.accountId! })).toMatchObject({
      login: '217',
      displayName: '林新名'
    });
    await expect(world.run(editCadre, world.actor.gao, { id: 999, ...input(world) })).rejects.toMatchObject({
      kind: 'missing'
    });
  });

  test('whoever leaves is off the roster from that day on, and comes back when taken back', async () => {
    const world = await openWorld();
    const { gao } = world.actor;
    const id = world.cadreId.lin;
    await expect(world.run(markReturned, gao, { id })).rejects.toMatchObject({ code: 'people.cadre-has-not-left' });
    await expect(world.run(markLeft, gao, { id, leftOn: '2020-02-29' })).rejects.toMatchObject({
      code: 'people.left-before-joining'
    });
    await world.run(markLeft, gao, { id, leftOn: '2026-11-24' });
    expect(await numbers(world, {})).toContain('017');
    expect(await numbers(world, { state: 'left' })).toEqual([]);
    expect(await world.run(closeAccountsOfLeavers, system, {})).toEqual([]);
    world.clock.set('2026-11-24T01:00:00Z');
    expect(await numbers(world, {})).not.toContain('017');
    expect(await numbers(world, { state: 'left' })).toEqual(['017']);
    expect(await numbers(world, { state: 'all' })).toContain('017');
    expect(await world.run(closeAccountsOfLeavers, system, {})).toEqual([world.actor.lin.accountId]);
    expect(await world.run(closeAccountsOfLeavers, system, {})).toEqual([]);
    await expect(world.run(closeAccountsOfLeavers, gao, {})).rejects.toMatchObject({ kind: 'refused' });
    await world.run(markReturned, gao, { id });
    expect(await numbers(world, {})).toContain('017');
    expect((await world.run(viewAccount, gao, { id: world.actor.lin.accountId! })).state).toBe('disabled');
  });
});

describe('org units', () => {
  const names = async (world: World, closed = false) =>
    (await world.run(listUnits, world.actor.gao, { closed })).map(({ name }) => name);

  test('are listed with their people, in the order they are put', async () => {
    const world = await openWorld();
    const id = await world.run(addUnit, world.actor.gao, { name: ' 党政办公室 ' });
    expect(await world.run(listUnits, world.actor.lin, {})).toMatchObject([
      { name: CENTRE, people: 4 },
      { name: '便民服务中心', people: 6 },
      { name: '党政办公室', people: 0 }
    ]);
    await world.run(moveUnit, world.actor.gao, { id, direction: 'up' });
    expect(await names(world)).toEqual([CENTRE, '党政办公室', '便民服务中心']);
    await world.run(moveUnit, world.actor.gao, { id, direction: 'up' });
    await expect(world.run(moveUnit, world.actor.gao, { id, direction: 'up' })).rejects.toMatchObject({
      code: 'people.unit-at-end'
    });
  });

  test('have one name each', async () => {
    const world = await openWorld();
    const id = world.unitId[CENTRE]!;
    await expect(world.run(addUnit, world.actor.gao, { name: CENTRE })).rejects.toMatchObject({
      code: 'people.unit-name-taken'
    });
    await expect(world.run(renameUnit, world.actor.gao, { id, name: '便民服务中心' })).rejects.toMatchObject({
      code: 'people.unit-name-taken'
    });
    await world.run(renameUnit, world.actor.gao, { id, name: '综合行政执法中心' });
    expect(await names(world)).toContain('综合行政执法中心');
    await expect(world.run(renameUnit, world.actor.gao, { id: 999, name: 'x' })).rejects.toMatchObject({
      kind: 'missing'
    });
  });

  test('close only when empty, take nobody then, and can reopen', async () => {
    const world = await openWorld();
    await expect(world.run(closeUnit, world.actor.gao, { id: world.unitId[CENTRE]! })).rejects.toMatchObject({
      code: 'people.unit-has-people',
      params: { count: 4 }
    });
    const id = await world.run(addUnit, world.actor.gao, { name: '临时专班' });
    await world.run(closeUnit, world.actor.gao, { id });
    expect(await names(world)).not.toContain('临时专班');
    expect(await names(world, true)).toContain('临时专班');
    await expect(world.run(addCadre, world.actor.gao, input(world, { unitId: id }))).rejects.toMatchObject({
      code: 'people.unit-closed'
    });
    await world.run(reopenUnit, world.actor.gao, { id });
    await world.run(addCadre, world.actor.gao, input(world, { unitId: id }));
    expect(await names(world)).toContain('临时专班');
  });
});
