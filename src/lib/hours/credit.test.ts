import { describe, expect, it } from 'vitest';
import { openWorld } from '#tests/support/world.ts';
import { system } from '#lib/platform/actor.ts';
import { creditHours, withdrawCredit } from './credit.server.ts';
import { listEntries, reverseHours } from './ledger.server.ts';

const session = { sourceKind: 'session' as const, sourceId: 7 };
const learning = {
  ...session,
  minutes: 90,
  category: 'enforcement-training' as const,
  endedOn: '2026-11-20',
  title: '笔录'
};

async function openSession() {
  const { run, actor, cadreId } = await openWorld();
  const who = { cadreId: cadreId.lin };
  return {
    run,
    actor,
    credit: (other: Partial<typeof learning> = {}) => run(creditHours, system, { ...learning, ...who, ...other }),
    withdraw: (reason = '签到更正') => run(withdrawCredit, system, { ...session, ...who, reason }),
    ledger: () => run(listEntries, actor.lin, { ...who, year: 2026 })
  };
}

describe('crediting what another room has evidence of', () => {
  it('a source credits a person once, however often it is asked', async () => {
    const { credit, ledger } = await openSession();
    const first = await credit();
    expect(await credit({ minutes: 900 })).toEqual({ id: first.id, credited: false });
    expect(await credit({ sourceId: 8 })).toMatchObject({ credited: true });
    expect((await ledger()).enforcement.hours).toBe(4);
  });

  it('what the source withdraws is reversed once, and may be credited again', async () => {
    const { credit, withdraw, ledger } = await openSession();
    expect(await withdraw()).toEqual({ id: null, minutes: 0 });
    const first = await credit();
    expect(await withdraw()).toMatchObject({ minutes: 90 });
    expect(await withdraw()).toEqual({ id: null, minutes: 0 });
    const second = await credit({ minutes: 45 });
    expect(second).toMatchObject({ credited: true });
    expect(second.id).not.toBe(first.id);
    expect((await ledger()).entries.map(({ minutes }) => minutes)).toEqual([45, -90, 90]);
  });

  it('what a person reversed the source does not credit again', async () => {
    const { run, actor, credit, withdraw, ledger } = await openSession();
    const { id } = await credit();
    await run(reverseHours, actor.he, { entryId: id, reason: '代签' });
    expect(await withdraw()).toEqual({ id: null, minutes: 0 });
    expect(await credit()).toEqual({ id, credited: false });
    expect((await ledger()).enforcement.hours).toBe(0);
  });

  it('only the portal itself credits, for days that have come and people who exist', async () => {
    const { run, actor, credit } = await openSession();
    await expect(run(creditHours, actor.he, { ...learning, cadreId: 1 })).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(withdrawCredit, actor.he, { ...session, cadreId: 1, reason: '签到更正' })).rejects.toMatchObject({
      kind: 'refused'
    });
    await expect(credit({ endedOn: '2026-11-24' })).rejects.toMatchObject({
      fields: { endedOn: ['hours.day-to-come'] }
    });
    await expect(run(creditHours, system, { ...learning, cadreId: 9999 })).rejects.toMatchObject({
      code: 'hours.person-not-found'
    });
  });
});
