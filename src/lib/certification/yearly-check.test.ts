import { describe, expect, it } from 'vitest';
import { accountActor } from '#lib/platform/actor.ts';
import { changeSetting } from '#lib/platform/settings.server.ts';
import { openWorld } from '#tests/support/world.ts';
import { recordCertificate } from './history.server.ts';
import {
  closeYearlyCheck,
  decideCheck,
  declareOwnCheck,
  listCheck,
  openYearlyCheck,
  ownCheck
} from './yearly-check.server.ts';
import { checkSpan, concernsOf } from './yearly-check.ts';
import { personReadiness } from './wall.server.ts';

const usual = { onPost: true, punished: false, cardInOrder: true, enforced: true };

async function openTown() {
  const world = await openWorld();
  const { run, actor, cadreId } = world;
  for (const [who, number] of [
    ['lin', 'A1'],
    ['shen', 'A3']
  ] as const)
    await run(recordCertificate, actor.shen, {
      cadreId: cadreId[who],
      number,
      issuer: '环翠区司法局',
      field: '市容环境',
      issuedOn: '2021-12-01',
      expiresOn: '2029-11-30'
    });
  const { id } = await run(openYearlyCheck, actor.shen, { year: 2026, dueOn: '2026-12-31' });
  const entryOf = async (number: string) =>
    (await run(listCheck, actor.shen, {})).rows.find(({ staffNumber }) => staffNumber === number)!;
  return { ...world, checkId: id, entryOf };
}

describe('the span of a yearly check', () => {
  it.each([
    ['Q1', '2026-01-01', '2026-03-31'],
    ['Q2', '2026-04-01', '2026-06-30'],
    ['Q3', '2026-07-01', '2026-09-30'],
    ['Q4', '2026-10-01', '2026-12-31']
  ] as const)('%s goes from %s to %s', (quarter, from, to) => expect(checkSpan(2026, quarter)).toEqual({ from, to }));
  it('is none when it is switched off', () => expect(checkSpan(2026, 'off')).toBeUndefined());
});

describe('what the unit has to look at', () => {
  const declared = { ...usual, remark: '' };
  it.each([
    [null, ['not-declared']],
    [declared, []],
    [{ ...declared, onPost: false }, ['left-post']],
    [{ ...declared, punished: true }, ['punished']],
    [{ ...declared, cardInOrder: false }, ['card-not-in-order']],
    [{ ...declared, enforced: false, remark: '新来' }, ['no-case-in-two-years']]
  ])('%o gives %o', (declaration, codes) => expect(concernsOf(declaration, []).map(({ code }) => code)).toEqual(codes));

  it('are also the open requirements, but not the check itself', () => {
    const finding = {
      met: false,
      applies: true,
      note: { code: 'card-none' as const },
      source: '',
      certainty: 'choice' as const
    };
    expect(
      concernsOf(declared, [
        { ...finding, requirement: 'card' },
        { ...finding, requirement: 'yearly-check' }
      ])
    ).toMatchObject([{ finding: { requirement: 'card' } }]);
  });
});

describe('a yearly check', () => {
  it('lists everybody of whom a card is asked, once a year, while it is switched on', async () => {
    const { run, actor } = await openTown();
    const { rows, counts, next } = await run(listCheck, actor.shen, {});
    expect(rows.map(({ staffNumber }) => staffNumber).sort()).toEqual(['001', '003', '017', '018']);
    expect([counts.all, next]).toEqual([4, { year: 2027, dueOn: '2027-03-31' }]);
    const again = { year: 2026, dueOn: '2026-12-31' };
    await expect(run(openYearlyCheck, actor.shen, again)).rejects.toMatchObject({
      code: 'certification.check-open-already'
    });
    await expect(run(openYearlyCheck, actor.shen, { year: 2027, dueOn: '2026-11-01' })).rejects.toMatchObject({
      fields: { dueOn: ['certification.day-past'] }
    });
    await expect(run(openYearlyCheck, actor.lin, again)).rejects.toMatchObject({ kind: 'refused' });
    await run(changeSetting, actor.gao, {
      key: 'certificate.yearly-check',
      value: 'off',
      effectiveFrom: '2026-11-23',
      basis: '会议纪要'
    });
    await expect(run(openYearlyCheck, actor.shen, { year: 2027, dueOn: '2027-03-31' })).rejects.toMatchObject({
      code: 'certification.check-switched-off'
    });
    expect((await run(listCheck, actor.shen, {})).next).toBeNull();
  });

  it('goes from the declaration over the unit’s check to the result and its close', async () => {
    const { run, actor, entryOf, checkId } = await openTown();
    expect(await run(ownCheck, actor.lin, {})).toMatchObject({ year: 2026, open: true, declaration: null });
    await expect(run(declareOwnCheck, actor.lin, { ...usual, enforced: false })).rejects.toMatchObject({
      fields: { remark: ['certification.say-why-no-case'] }
    });
    await run(declareOwnCheck, actor.lin, usual);
    await run(declareOwnCheck, actor.lin, { ...usual, cardInOrder: false });
    const { id: entryId, concerns } = await entryOf('017');
    expect(concerns[0]).toEqual({ code: 'card-not-in-order' });
    await run(decideCheck, actor.shen, { entryId, result: 'passed' });
    await expect(run(declareOwnCheck, actor.lin, usual)).rejects.toMatchObject({ code: 'certification.check-decided' });
    expect(await run(ownCheck, actor.lin, {})).toMatchObject({ result: 'passed', open: false });
    await expect(run(decideCheck, actor.shen, { entryId, result: 'failed' })).rejects.toMatchObject({
      fields: { note: ['certification.say-why'] }
    });
    await run(decideCheck, actor.shen, { entryId, result: 'failed', note: '证件看不清' });
    expect((await run(personReadiness, actor.lin, {})).readiness.findings).toContainEqual(
      expect.objectContaining({ requirement: 'yearly-check', met: false })
    );
    await expect(run(closeYearlyCheck, actor.shen, { checkId })).rejects.toMatchObject({
      code: 'certification.check-undecided',
      params: { count: 3 }
    });
    for (const number of ['003', '018'])
      await run(decideCheck, actor.shen, { entryId: (await entryOf(number)).id, result: 'passed', note: '本人外出' });
    const own = (await entryOf('001')).id;
    await expect(run(decideCheck, actor.shen, { entryId: own, result: 'passed', note: '自己' })).rejects.toMatchObject({
      code: 'certification.own-check'
    });
    const second = accountActor({
      accountId: 2,
      cadreId: null,
      unitId: null,
      roles: [{ role: 'supervisor', unitId: null }]
    });
    await run(decideCheck, second, { entryId: own, result: 'passed', note: '本人外出' });
    await run(closeYearlyCheck, actor.shen, { checkId });
    await expect(run(closeYearlyCheck, actor.shen, { checkId })).rejects.toMatchObject({
      code: 'certification.check-closed'
    });
    await expect(run(decideCheck, actor.shen, { entryId, result: 'passed', note: '改' })).rejects.toMatchObject({
      code: 'certification.check-closed'
    });
    await expect(run(declareOwnCheck, actor.zhou, usual)).rejects.toMatchObject({
      code: 'certification.check-not-found'
    });
  });

  it('is filtered, and seen by those who may, as far as they reach', async () => {
    const { run, actor, unitId, entryOf, checkId } = await openTown();
    await run(declareOwnCheck, actor.lin, usual);
    const numbers = async (show: 'undeclared' | 'undecided' | 'failed' | 'concerns') =>
      (await run(listCheck, actor.shen, { show })).rows.length;
    expect([
      await numbers('undeclared'),
      await numbers('undecided'),
      await numbers('failed'),
      await numbers('concerns')
    ]).toEqual([3, 4, 0, 4]);
    expect((await run(listCheck, actor.shen, { q: '林' })).rows).toHaveLength(1);
    const other = accountActor({
      accountId: 1,
      cadreId: null,
      unitId: null,
      roles: [{ role: 'supervisor', unitId: unitId['便民服务中心']! }]
    });
    expect((await run(listCheck, other, {})).rows.map(({ staffNumber }) => staffNumber)).toEqual(['018']);
    const { id: entryId } = await entryOf('017');
    for (const id of [entryId, 999])
      await expect(run(decideCheck, other, { entryId: id, result: 'passed' })).rejects.toMatchObject({
        code: 'certification.check-not-found'
      });
    await expect(run(closeYearlyCheck, other, { checkId })).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(listCheck, actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(decideCheck, actor.lin, { entryId, result: 'passed' })).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(closeYearlyCheck, actor.lin, { checkId })).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(closeYearlyCheck, actor.shen, { checkId: 999 })).rejects.toMatchObject({
      code: 'certification.check-not-found'
    });
    expect(await run(ownCheck, actor.he, {})).toBeUndefined();
    await expect(run(declareOwnCheck, actor.he, usual)).rejects.toMatchObject({
      code: 'certification.check-not-found'
    });
  });
});
