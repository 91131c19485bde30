import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { enterHours } from '#lib/hours/ledger.server.ts';
import { readTable } from '#lib/platform/spreadsheet.server.ts';
import '#lib/rooms.server.ts';
import { acceptedCase } from '#tests/support/complaints.ts';
import { card, runningPairing, signedRecord } from '#tests/support/mentoring.ts';
import { openWorld } from '#tests/support/world.ts';
import { personFile } from './person-file.server.ts';
import { personArchive } from './person-paper.server.ts';

async function filled() {
  const world = await openWorld();
  const id = await runningPairing(world);
  await card(world, 'lin');
  await signedRecord(world, id);
  await world.run(enterHours, world.actor.he, {
    ...({ cadreIds: [world.cadreId.lin], amount: 90, unit: 'minutes', category: 'law-study' } as const),
    ...{ title: '集中学法', endedOn: '2026-05-20' as const }
  });
  await acceptedCase(world);
  return world;
}

test('a person’s file holds cards, hours and practice, and never a complaint', async () => {
  const world = await filled();
  const file = await world.run(personFile, world.actor.shen, { staffNumber: '017' });
  expect(file).toMatchObject({
    person: { name: '林某甲' },
    standing: { state: 'valid' },
    cards: [{ kind: 'issued' }],
    hours: [{ title: '集中学法', hours: 2 }],
    practice: [{ part: 'mentee', other: '周某丙' }]
  });
  expect(JSON.stringify(file)).not.toMatch(/TS2026|孟家庄|说话难听/);
});

test('is the person’s own and the supervisor’s; to everybody else there is no such person', async () => {
  const world = await filled();
  expect((await world.run(personFile, world.actor.lin, { staffNumber: '017' })).person.name).toBe('林某甲');
  for (const [who, staffNumber] of [
    ['guo', '017'],
    ['he', '017'],
    ['xu', '017'],
    ['gao', '017'],
    ['shen', '999']
  ] as const)
    await expect(world.run(personFile, world.actor[who], { staffNumber })).rejects.toMatchObject({ kind: 'missing' });
});

test('goes into an archive of a PDF and tables whose names name nobody', async () => {
  const world = await filled();
  const file = await world.run(personFile, world.actor.lin, { staffNumber: '017' });
  const parts = unzipSync(await personArchive(file, world.clock.now(), 'zh-CN'));
  expect(Object.keys(parts)).toEqual(['file.pdf', 'tables.xlsx']);
  expect(strFromU8(parts['file.pdf']!.slice(0, 5))).toBe('%PDF-');
  const [first] = await readTable(parts['tables.xlsx']!, ['证号', '发证机关']);
  expect(first!.cells['证号']).toBe('演示-017');
});
