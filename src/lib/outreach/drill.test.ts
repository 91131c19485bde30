import { describe, expect, test } from 'vitest';
import { openWorld, type World } from '#tests/support/world.ts';
import { findDrill, listDrills, saveDrill, voidDrill } from './drill.server.ts';
import { listTeams, saveTeam } from './team.server.ts';

const drill = (teamId: number) => ({
  ...{ teamId, kind: 'drill' as const, title: '防汛演练', heldOn: '2026-05-12', place: '广场' },
  ...{ attended: 71, minutes: 90, practised: '集结', lessons: '' }
});
const team = async (world: World, people = 80) =>
  (
    await world.run(saveTeam, world.actor.he, {
      name: '应急队',
      kind: 'emergency-team',
      people,
      cadreIds: [world.cadreId.lin]
    })
  ).id;

describe('a team', () => {
  test('is a number, and names only those of the roster', async () => {
    const world = await openWorld();
    await team(world);
    expect(await world.run(listTeams, world.actor.shen, {})).toMatchObject([
      { name: '应急队', people: 80, members: [{ name: '林某甲', staffNumber: '017' }] }
    ]);
  });

  test.each([
    [{ name: '应急队' }, { name: ['outreach.team-exists'] }],
    [{ cadreIds: [999] }, { members: ['outreach.speaker-not-on-roster'] }],
    [{ people: 1, cadreIds: [1, 2] }, { people: ['outreach.team-too-small'] }]
  ])('is refused with %j', async (change, fields) => {
    const world = await openWorld();
    await team(world);
    await expect(
      world.run(saveTeam, world.actor.he, { name: '调解员', kind: 'mediators', people: 9, cadreIds: [], ...change })
    ).rejects.toMatchObject({ fields });
  });
});

describe('a drill', () => {
  test('keeps the size its team had, whatever becomes of the team', async () => {
    const world = await openWorld();
    const teamId = await team(world);
    const { id } = await world.run(saveDrill, world.actor.he, drill(teamId));
    await world.run(saveTeam, world.actor.he, {
      ...{ id: teamId, name: '应急队', kind: 'emergency-team', people: 60, cadreIds: [] }
    });
    await world.run(saveDrill, world.actor.he, { ...drill(teamId), id, attended: 72 });
    expect(await world.run(findDrill, world.actor.shen, { id })).toMatchObject({
      people: 80,
      attended: 72,
      team: '应急队',
      author: '何某丁'
    });
  });

  test('takes no more people than the team has, and no day to come', async () => {
    const world = await openWorld();
    const teamId = await team(world);
    await expect(world.run(saveDrill, world.actor.he, { ...drill(teamId), attended: 81 })).rejects.toMatchObject({
      fields: { attended: ['outreach.more-than-team|people=80'] }
    });
    await expect(
      world.run(saveDrill, world.actor.he, { ...drill(teamId), heldOn: '2026-11-24' })
    ).rejects.toMatchObject({ fields: { heldOn: ['outreach.day-to-come'] } });
    await expect(world.run(saveDrill, world.actor.he, drill(teamId + 1))).rejects.toMatchObject({
      code: 'outreach.team-not-found'
    });
  });

  test('that is void counts nowhere and is not changed again', async () => {
    const world = await openWorld();
    const teamId = await team(world);
    const { id } = await world.run(saveDrill, world.actor.he, drill(teamId));
    await world.run(voidDrill, world.actor.shen, { id, reason: '重复' });
    expect(await world.run(listDrills, world.actor.he, {})).toMatchObject({
      total: 0,
      counts: [
        { kind: 'drill', events: 0, personTimes: 0 },
        { kind: 'training', events: 0, personTimes: 0 }
      ]
    });
    expect((await world.run(listDrills, world.actor.he, { state: 'void' })).rows).toMatchObject([{ id, isVoid: true }]);
    for (const again of [
      world.run(voidDrill, world.actor.he, { id, reason: '再来' }),
      world.run(saveDrill, world.actor.he, { ...drill(teamId), id })
    ])
      await expect(again).rejects.toMatchObject({ code: 'outreach.already-void' });
  });

  test('is for those who keep all records', async () => {
    const world = await openWorld();
    const teamId = await team(world);
    for (const who of ['lin', 'zhou', 'gao'] as const) {
      await expect(world.run(saveDrill, world.actor[who], drill(teamId))).rejects.toMatchObject({ kind: 'refused' });
      await expect(world.run(listDrills, world.actor[who], {})).rejects.toMatchObject({ kind: 'refused' });
    }
    await expect(world.run(findDrill, world.actor.he, { id: 77 })).rejects.toMatchObject({
      code: 'outreach.drill-not-found'
    });
  });
});
