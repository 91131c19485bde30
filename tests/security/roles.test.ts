/** Quality bar S10: whoever makes accounts neither grants rights nor reads the trail, and none of them reads complaints. */
import { describe, expect, test } from 'vitest';
import '#lib/rooms.server.ts';
import { accountActor, reaches, system } from '#lib/platform/actor.ts';
import { registry } from '#lib/platform/door.server.ts';
import {
  allRoles,
  conflictingRoles,
  exclusiveRoles,
  roles,
  type Permission,
  type Role
} from '#lib/platform/permissions.ts';

const holdersOf = (permission: Permission) =>
  allRoles.filter((role) => (roles[role] as readonly string[]).includes(permission));
const actorWith = (...held: { role: Role; unitId: number | null }[]) =>
  accountActor({ accountId: 1, cadreId: 1, unitId: 1, roles: held });

describe('separation of duties', () => {
  test.each([
    ['settings.manage', ['system-admin']],
    ['calendar.manage', ['system-admin']],
    ['accounts.manage', ['system-admin']],
    ['roles.manage', ['security-admin']],
    ['tokens.manage', ['security-admin']],
    ['audit.view', ['auditor']],
    ['complaints.handle', ['complaint-handler']],
    ['complaints.discipline', ['discipline']]
  ] as const)('%s is held by one role only', (permission, expected) => expect(holdersOf(permission)).toEqual(expected));

  test('the three administrators exclude each other, and the trail is read by nobody who works', () => {
    for (const [one, other] of [
      ['system-admin', 'security-admin'],
      ['system-admin', 'auditor'],
      ['security-admin', 'auditor'],
      ['system-admin', 'complaint-handler'],
      ['auditor', 'complaint-handler']
    ] as const) {
      expect(conflictingRoles([one, other])).toEqual(expect.arrayContaining([one, other]));
      expect(conflictingRoles([other, 'officer', one])).toBeDefined();
    }
  });

  test('roles that do not exclude each other can be held together', () => {
    expect(conflictingRoles(['officer', 'mentor', 'trainer', 'supervisor'])).toBeUndefined();
    expect(conflictingRoles([])).toBeUndefined();
  });

  test('every excluded role exists', () => {
    for (const role of exclusiveRoles.flat()) expect(allRoles).toContain(role);
  });
});

describe('reach', () => {
  test('a role over one unit reaches that unit and no other', () => {
    const actor = actorWith({ role: 'supervisor', unitId: 7 });
    expect(actor.reach('wall.view')).toEqual([7]);
    expect(reaches(actor, 'wall.view', 7)).toBe(true);
    expect(reaches(actor, 'wall.view', 8)).toBe(false);
    expect(reaches(actor, 'wall.view', null)).toBe(false);
  });

  test('the widest of several holdings counts, and what is not held reaches nowhere', () => {
    expect(actorWith({ role: 'supervisor', unitId: 7 }, { role: 'supervisor', unitId: 9 }).reach('wall.view')).toEqual([
      7, 9
    ]);
    expect(actorWith({ role: 'supervisor', unitId: 7 }, { role: 'supervisor', unitId: null }).reach('wall.view')).toBe(
      'all'
    );
    expect(actorWith({ role: 'officer', unitId: null }).reach('wall.view')).toEqual([]);
    expect(actorWith({ role: 'officer', unitId: null }).may('settings.manage')).toBe(false);
  });

  test('the portal itself reaches everything', () => expect(system.reach('audit.view')).toBe('all'));
});

test('every permission opens something, or is kept for a room to come', () => {
  const comingWithTheirRooms = new Set<string>([
    'complaints.handle',
    'complaints.discipline',
    'mentoring.sign-off',
    'practice.use',
    'figures.view'
  ]);
  const operations = [...registry.values()];
  const opensSomething = (permission: Permission) => {
    const holder = { ...actorWith(), may: (asked: Permission) => asked === permission, reach: () => 'all' as const };
    return operations.some(({ allow }) => allow(holder) && !allow(actorWith()));
  };
  const idle = [...new Set(allRoles.flatMap((role) => roles[role] as readonly Permission[]))].filter(
    (permission) => !comingWithTheirRooms.has(permission) && !opensSomething(permission)
  );
  expect(idle).toEqual([]);
});
