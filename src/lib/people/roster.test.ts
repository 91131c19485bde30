import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openWorld, people as cast, type Person } from '#tests/support/world.ts';
import { orgUnit } from './schema.server.ts';
import { exportCadres, listCadres, markLeft } from './cadres.server.ts';
import { parseRoster } from './roster.ts';
import { importRoster, previewRoster, readRoster, writeRoster, writeRosterTemplate } from './roster.server.ts';
import { closeUnit, addUnit, listUnits } from './units.server.ts';
import { viewAccount } from './accounts.server.ts';

const HEAD = '工号,姓名,机构,职务,编制类别,执法岗位,入职日期,离职日期';
const csv = (...lines: string[]) => new TextEncoder().encode([HEAD, ...lines].join('\r\n'));
const lin = '017,林某甲,综合执法中心,科员,行政,是,2020-03-01,';
const newcomer = '120,欧阳某,综合执法中心,科员,事业,是,2026/9/1,';

const cells = (over: Record<string, string> = {}) => ({
  工号: '120',
  姓名: '欧阳某',
  机构: '综合执法中心',
  职务: '科员',
  编制类别: '行政',
  执法岗位: '是',
  入职日期: '2026-09-01',
  离职日期: '',
  ...over
});
const problemsOf = (over: Record<string, string>) =>
  parseRoster([{ row: 2, cells: cells(over) }]).problems.map(({ column, code }) => [column, code]);

describe('reading a roster', () => {
  test('the template reads as nobody, with its example passed over', async () => {
    expect(await readRoster(await writeRosterTemplate())).toEqual({ rows: [], problems: [], examples: 1 });
  });

  test('days may be written in the usual ways', () => {
    for (const day of ['2026-09-01', '2026/9/1', '2026.9.01', '20260901', '2026年9月1日']) {
      expect(parseRoster([{ row: 2, cells: cells({ 入职日期: day }) }]).rows[0]?.joinedOn).toBe('2026-09-01');
    }
  });

  test.each([
    [{ 工号: '' }, ['staffNumber', 'input.required']],
    [{ 工号: 'a b' }, ['staffNumber', 'people.staff-number-format']],
    [{ 姓名: '' }, ['name', 'input.required']],
    [{ 机构: '' }, ['unit', 'input.required']],
    [{ 职务: 'x'.repeat(61) }, ['post', 'input.too-long']],
    [{ 编制类别: '合同' }, ['establishment', 'people.roster-establishment']],
    [{ 执法岗位: '也许' }, ['enforcementPost', 'people.roster-yes-no']],
    [{ 编制类别: '辅助' }, ['enforcementPost', 'people.auxiliary-enforces']],
    [{ 入职日期: '2026-02-30' }, ['joinedOn', 'people.roster-day']],
    [{ 入职日期: '43891' }, ['joinedOn', 'people.roster-day']],
    [{ 离职日期: '2026-08-31' }, ['leftOn', 'people.left-before-joining']]
  ] as [Record<string, string>, [string, string]][])('%o is told at its cell', (over, problem) => {
    expect(problemsOf(over)).toEqual([problem]);
  });

  test('all that is wrong with a row is said at once', () => {
    expect(problemsOf({ 姓名: '', 入职日期: 'x', 执法岗位: 'x' })).toHaveLength(3);
  });

  test('a staff number twice is told at the second row, with the first', () => {
    const { problems } = parseRoster([
      { row: 2, cells: cells() },
      { row: 7, cells: cells({ 姓名: '别人' }) }
    ]);
    expect(problems).toEqual([
      { row: 7, column: 'staffNumber', code: 'people.roster-duplicate', params: { first: 2 } }
    ]);
  });

  test('whatever stands in the cells, every row is either read, refused with a reason, or an example', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 });
    const mostly = (usual: string) =>
      fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: text });
    const row = fc.record({
      工号: fc.oneof(fc.integer({ min: 1, max: 20 }).map(String), text),
      姓名: mostly('林某'),
      机构: mostly('办公室'),
      职务: mostly('科员'),
      编制类别: mostly('行政'),
      执法岗位: mostly('是'),
      入职日期: mostly('2020-01-01'),
      离职日期: mostly('')
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (table) => {
        const { rows, problems, examples } = parseRoster(table.map((cells, at) => ({ row: at + 2, cells })));
        const blamed = new Set(problems.map((problem) => problem.row));
        expect(rows.length + blamed.size + examples).toBe(table.length);
        expect(rows.some(({ row }) => blamed.has(row))).toBe(false);
        expect(new Set(rows.map(({ staffNumber }) => staffNumber)).size).toBe(rows.length);
      }),
      { numRuns: 300 }
    );
  });
});

describe('importing a roster', () => {
  test('shows first what would change, and changes nothing by that', async () => {
    const world = await openWorld();
    const { rows } = await readRoster(csv(lin, newcomer, '018,郭某乙,文旅中心,主任,行政,否,2020-03-01,'));
    const preview = await world.run(previewRoster, world.actor.gao, { rows });
    expect(preview.counts).toEqual({ added: 1, changed: 1, unchanged: 1 });
    expect(preview.entries.map(({ state }) => state)).toEqual(['unchanged', 'new', 'changed']);
    expect(preview.entries[2]!.before).toEqual({ unit: '便民服务中心', post: '科员', enforcementPost: true });
    expect(preview.newUnits).toEqual(['文旅中心']);
    expect(preview.absent.map(({ staffNumber }) => staffNumber)).toEqual([
      '001',
      '003',
      '005',
      '006',
      '007',
      '008',
      '009',
      '010'
    ]);
    expect((await world.run(listCadres, world.actor.gao, {})).total).toBe(10);
    expect(await world.store.read.select().from(orgUnit)).toHaveLength(2);
  });

  test('adds, updates by staff number, makes units, and leaves the others alone; again it changes nothing', async () => {
    const world = await openWorld();
    const { rows } = await readRoster(csv('017,林新名,文旅中心,主任,事业,否,2020-03-01,', newcomer));
    expect(await world.run(importRoster, world.actor.gao, { rows })).toEqual({
      added: 1,
      changed: 1,
      unchanged: 0,
      newUnits: 1
    });
    const people = new Map(
      (await world.run(exportCadres, world.actor.gao, {})).map((person) => [person.staffNumber, person])
    );
    expect(people.get('017')).toMatchObject({
      id: world.cadreId.lin,
      name: '林新名',
      nameKey: 'linxinming',
      unit: '文旅中心',
      post: '主任',
      establishment: 'public-institution',
      enforcementPost: false
    });
    expect(people.get('120')).toMatchObject({ name: '欧阳某', joinedOn: '2026-09-01', leftOn: null });
    expect(people.get('018')).toMatchObject({ name: '郭某乙', unit: '便民服务中心' });
    expect((await world.run(viewAccount, world.actor.gao, { id: world.actor.lin.accountId! })).displayName).toBe(
      '林新名'
    );
    expect(await world.run(importRoster, world.actor.gao, { rows })).toEqual({
      added: 0,
      changed: 0,
      unchanged: 2,
      newUnits: 0
    });
  });

  test('is all or nothing', async () => {
    const world = await openWorld();
    const unit = await world.run(addUnit, world.actor.gao, { name: '已撤中心' });
    await world.run(closeUnit, world.actor.gao, { id: unit });
    const { rows } = await readRoster(
      csv(newcomer, '121,某某,已撤中心,科员,行政,否,2026-09-01,', '017,林某甲,新中心,科员,行政,是,2020-03-01,')
    );
    await expect(world.run(importRoster, world.actor.gao, { rows })).rejects.toMatchObject({
      code: 'people.roster-problems',
      params: { count: 1 }
    });
    // The last security administrator cannot leave; everybody before that row stays unimported too.
    const { rows: leaving } = await readRoster(
      csv(newcomer, '009,罗某壬,便民服务中心,科员,行政,否,2020-03-01,2026-11-01')
    );
    await expect(world.run(importRoster, world.actor.gao, { rows: leaving })).rejects.toMatchObject({
      code: 'people.last-admin'
    });
    expect((await world.run(listCadres, world.actor.gao, { state: 'all' })).total).toBe(10);
    expect((await world.run(listUnits, world.actor.gao, {})).map(({ name }) => name)).not.toContain('新中心');
  });

  test('sees a number that lost its zeros in Excel', async () => {
    const world = await openWorld();
    const { rows } = await readRoster(csv(lin.replace('017', '17')));
    expect((await world.run(previewRoster, world.actor.gao, { rows })).problems).toEqual([
      { row: 2, column: 'staffNumber', code: 'people.roster-lost-zeros', params: { expected: '017' } }
    ]);
    await expect(world.run(importRoster, world.actor.gao, { rows })).rejects.toMatchObject({
      code: 'people.roster-problems'
    });
  });

  test('does not trust what a form carried from the preview', async () => {
    const world = await openWorld();
    const { rows } = await readRoster(csv(newcomer));
    const attempts = [
      [rows[0]!, rows[0]!],
      [{ ...rows[0]!, leftOn: '2020-01-01' }],
      [{ ...rows[0]!, establishment: 'auxiliary' as const }],
      [{ ...rows[0]!, joinedOn: 'x' }],
      []
    ];
    for (const rows of attempts)
      await expect(world.run(importRoster, world.actor.gao, { rows })).rejects.toMatchObject({ kind: 'invalid' });
    expect((await world.run(listCadres, world.actor.gao, {})).total).toBe(10);
  });

  test('closes the account of whoever it says has left', async () => {
    const world = await openWorld();
    const { rows } = await readRoster(csv(`${lin}2026-11-20`));
    await world.run(importRoster, world.actor.gao, { rows });
    expect((await world.run(viewAccount, world.actor.gao, { id: world.actor.lin.accountId! })).state).toBe('disabled');
  });

  test("is the system administrator's", async () => {
    const world = await openWorld();
    const { rows } = await readRoster(csv(newcomer));
    for (const person of (Object.keys(cast) as Person[]).filter((name) => name !== 'gao')) {
      await expect(world.run(importRoster, world.actor[person], { rows })).rejects.toMatchObject({ kind: 'refused' });
      await expect(world.run(previewRoster, world.actor[person], { rows })).rejects.toMatchObject({ kind: 'refused' });
    }
  });

  test('what is exported imports back unchanged, rare names, formulas and leavers included', async () => {
    const world = await openWorld();
    const { rows } = await readRoster(
      csv('200,𠮷𬭎𫞩,综合执法中心,科员,行政,是,2020-01-01,', '201,=某某,综合执法中心,-,辅助,否,2020-01-01,')
    );
    await world.run(importRoster, world.actor.gao, { rows });
    await world.run(markLeft, world.actor.gao, { id: world.cadreId.guo, leftOn: '2026-11-01' });
    const exported = await readRoster(
      await writeRoster(await world.run(exportCadres, world.actor.gao, { state: 'all' }))
    );
    expect(exported.problems).toEqual([]);
    expect(exported.rows.find(({ staffNumber }) => staffNumber === '200')?.name).toBe('𠮷𬭎𫞩');
    expect(await world.run(importRoster, world.actor.gao, { rows: exported.rows })).toEqual({
      added: 0,
      changed: 0,
      unchanged: 12,
      newUnits: 0
    });
  });
});
