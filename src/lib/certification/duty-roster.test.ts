import { describe, expect, it } from 'vitest';
import { accountActor } from '#lib/platform/actor.ts';
import { openWorld } from '#tests/support/world.ts';
import {
  cancelTeam,
  copyWeek,
  dutyRoster,
  endAbsence,
  enterAbsence,
  enterTeam,
  listAbsences,
  ownDuties,
  replaceMember
} from './duty-roster.server.ts';
import { checkTeam, dutyBoard } from './duty.server.ts';
import { recordCertificate } from './history.server.ts';
import { setScheme } from './scheme.server.ts';

const TODAY = '2026-11-23';
const team = { day: TODAY, startsAt: '09:00', task: '早市巡查', place: '农贸市场', numbers: '017 003' };

/** Lin, Zhou and Shen hold cards; Guo has none. Only the card is asked for. */
async function openTown() {
  const world = await openWorld();
  const { run, actor, cadreId } = world;
  await run(setScheme, actor.gao, {
    name: '只看证件',
    effectiveFrom: TODAY,
    source: '测试',
    certainty: 'choice',
    requirements: [{ kind: 'card' }, { kind: 'no-suspension' }]
  });
  for (const [who, number] of [
    ['lin', 'A1'],
    ['zhou', 'A2'],
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
  const other = accountActor({
    accountId: 1,
    cadreId: null,
    unitId: null,
    roles: [{ role: 'supervisor', unitId: world.unitId['便民服务中心']! }]
  });
  return { ...world, other };
}

describe('the duty board', () => {
  it('says of everybody whether they may go, and the check of any team', async () => {
    const { run, actor, other } = await openTown();
    const { people, fields } = await run(dutyBoard, actor.shen, {});
    expect(
      Object.fromEntries(
        people.filter(({ readiness }) => !readiness.exemption).map((one) => [one.staffNumber, one.standing])
      )
    ).toEqual({
      '001': 'officer',
      '003': 'officer',
      '017': 'officer',
      '018': 'assist'
    });
    expect(fields).toEqual(['市容环境']);
    expect((await run(checkTeam, actor.shen, { numbers: ['017', '003'] })).verdict.lawful).toBe(true);
    expect((await run(checkTeam, actor.shen, { numbers: ['017', '018'] })).verdict).toMatchObject({
      lawful: false,
      officers: 1
    });
    expect(
      (await run(dutyBoard, other, {})).people.every(({ staffNumber }) => !['017', '003'].includes(staffNumber))
    ).toBe(true);
    for (const number of ['017', '404'])
      await expect(run(checkTeam, other, { numbers: [number] })).rejects.toMatchObject({
        fields: { numbers: [`certification.nobody-numbered|number=${number}`] }
      });
    await expect(run(dutyBoard, actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(checkTeam, actor.lin, { numbers: ['017'] })).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('the roster', () => {
  it('takes a lawful team and refuses another with its reason beside the people', async () => {
    const { run, actor } = await openTown();
    await run(enterTeam, actor.shen, team);
    await expect(run(enterTeam, actor.shen, { ...team, numbers: '001 018', startsAt: '10:00' })).rejects.toMatchObject({
      fields: { numbers: ['certification.team-too-few|officers=1|minimum=2'] }
    });
    await expect(run(enterTeam, actor.shen, { ...team, numbers: '017 001' })).rejects.toMatchObject({
      fields: { numbers: ['certification.in-two-teams'] }
    });
    await expect(run(enterTeam, actor.shen, { ...team, numbers: '017 017', startsAt: '11:00' })).rejects.toMatchObject({
      fields: { numbers: ['certification.team-twice|name=林某甲', expect.anything()] }
    });
    await expect(run(enterTeam, actor.shen, { ...team, day: '2026-11-22' })).rejects.toMatchObject({
      fields: { day: ['certification.day-past'] }
    });
    await expect(run(enterTeam, actor.shen, { ...team, day: '2028-11-22' })).rejects.toMatchObject({
      fields: { day: ['certification.day-too-far'] }
    });
    await expect(run(enterTeam, actor.lin, team)).rejects.toMatchObject({ kind: 'refused' });
    expect(await run(ownDuties, actor.lin, {})).toMatchObject([{ task: '早市巡查', others: ['周某丙'] }]);
    expect(await run(ownDuties, actor.guo, {})).toEqual([]);
  });

  it('sees what came to pass since a team was entered, and takes somebody else in a member’s place', async () => {
    const { run, actor, other } = await openTown();
    const { id: teamId } = await run(enterTeam, actor.shen, team);
    const { id: absenceId } = await run(enterAbsence, actor.shen, { number: '017', fromDay: TODAY, untilDay: TODAY });
    const [stopped] = await run(dutyRoster, actor.shen, { from: TODAY });
    expect(stopped).toMatchObject({
      verdict: { lawful: false },
      members: [
        { staffNumber: '017', standing: 'off' },
        { staffNumber: '003', standing: 'officer' }
      ]
    });
    await expect(run(replaceMember, actor.shen, { teamId, out: '017', into: '018' })).rejects.toMatchObject({
      fields: { numbers: [expect.stringContaining('too-few')] }
    });
    await expect(run(replaceMember, actor.shen, { teamId, out: '018', into: '001' })).rejects.toMatchObject({
      code: 'certification.member-not-found'
    });
    await expect(run(replaceMember, other, { teamId, out: '017', into: '001' })).rejects.toMatchObject({
      code: 'certification.team-not-found'
    });
    await expect(run(replaceMember, actor.lin, { teamId, out: '017', into: '001' })).rejects.toMatchObject({
      kind: 'refused'
    });
    await run(replaceMember, actor.shen, { teamId, out: '017', into: '001' });
    expect((await run(dutyRoster, actor.shen, { from: TODAY }))[0]!.verdict.lawful).toBe(true);
    expect(await run(dutyRoster, other, { from: TODAY })).toEqual([]);
    expect(await run(listAbsences, actor.shen, {})).toMatchObject([{ staffNumber: '017', kind: 'leave' }]);
    expect(await run(listAbsences, other, {})).toEqual([]);
    await expect(run(endAbsence, other, { absenceId })).rejects.toMatchObject({
      code: 'certification.absence-not-found'
    });
    await run(endAbsence, actor.shen, { absenceId });
    expect(await run(listAbsences, actor.shen, {})).toEqual([]);
    await expect(run(endAbsence, actor.shen, { absenceId })).rejects.toMatchObject({
      code: 'certification.absence-not-found'
    });
  });

  it('copies a week, checks every team for its new day and names what it left out', async () => {
    const { run, actor } = await openTown();
    await run(enterTeam, actor.shen, team);
    await run(enterTeam, actor.shen, { ...team, day: '2026-11-24', numbers: '003 001', startsAt: '14:00' });
    await run(enterAbsence, actor.shen, { number: '017', fromDay: '2026-11-30', untilDay: '2026-11-30' });
    const copied = await run(copyWeek, actor.shen, { from: TODAY, to: '2026-11-30' });
    expect(copied).toEqual({ copied: 1, left: [{ task: '早市巡查', day: '2026-11-30' }] });
    expect((await run(dutyRoster, actor.shen, { from: '2026-11-30', days: 7 })).map(({ day }) => day)).toEqual([
      '2026-12-01'
    ]);
    expect((await run(copyWeek, actor.shen, { from: TODAY, to: '2026-11-30' })).copied).toBe(0);
    await expect(run(copyWeek, actor.shen, { from: TODAY, to: '2026-11-26' })).rejects.toMatchObject({
      fields: { to: ['certification.whole-weeks'] }
    });
    await expect(run(copyWeek, actor.lin, { from: TODAY, to: '2026-11-30' })).rejects.toMatchObject({
      kind: 'refused'
    });
  });

  it('a team is cancelled before its day is over, by whoever may send it', async () => {
    const { run, actor, clock, other } = await openTown();
    const { id: teamId } = await run(enterTeam, actor.shen, team);
    await expect(run(cancelTeam, actor.lin, { teamId })).rejects.toMatchObject({ kind: 'refused' });
    for (const id of [teamId, 999])
      await expect(run(cancelTeam, other, { teamId: id })).rejects.toMatchObject({
        code: 'certification.team-not-found'
      });
    clock.set('2026-11-24T01:00:00Z');
    await expect(run(cancelTeam, actor.shen, { teamId })).rejects.toMatchObject({ code: 'certification.duty-over' });
    clock.set('2026-11-23T01:00:00Z');
    await run(cancelTeam, actor.shen, { teamId });
    expect(await run(dutyRoster, actor.shen, { from: TODAY })).toEqual([]);
    expect(await run(ownDuties, actor.lin, {})).toEqual([]);
  });

  it('an absence needs a person within reach and days in order that are not past', async () => {
    const { run, actor, other } = await openTown();
    const away = { number: '017', fromDay: TODAY, untilDay: '2026-11-25' };
    await expect(run(enterAbsence, actor.shen, { ...away, untilDay: '2026-11-22' })).rejects.toMatchObject({
      fields: { untilDay: [expect.anything()] }
    });
    await expect(
      run(enterAbsence, actor.shen, { ...away, fromDay: '2026-11-01', untilDay: '2026-11-02' })
    ).rejects.toMatchObject({ fields: { untilDay: ['certification.day-past'] } });
    for (const number of ['017', '404'])
      await expect(run(enterAbsence, other, { ...away, number })).rejects.toMatchObject({
        fields: { number: [`certification.nobody-numbered|number=${number}`] }
      });
    await expect(run(enterAbsence, actor.lin, away)).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(listAbsences, actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(dutyRoster, actor.lin, { from: TODAY })).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(endAbsence, actor.lin, { absenceId: 1 })).rejects.toMatchObject({ kind: 'refused' });
  });
});
