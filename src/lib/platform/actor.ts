import { roles, type Permission, type Role } from './permissions.ts';

/** A role as one person holds it; without a unit it reaches over the whole town. */
export interface HeldRole {
  role: Role;
  unitId: number | null;
}

/** Who is acting: passed to every command and query, never ambient. */
export interface Actor {
  kind: 'account' | 'system' | 'anonymous';
  accountId: number | null;
  /** The cadre behind the account; administrators' accounts may have none. */
  cadreId: number | null;
  /** The org unit of that cadre. */
  unitId: number | null;
  roles: readonly HeldRole[];
  /** Whether any held role carries the permission. */
  may(permission: Permission): boolean;
  /** The units a permission reaches: `'all'`, or a list (empty when it is not held). */
  reach(permission: Permission): 'all' | number[];
}

const carries = (role: Role, permission: Permission) => (roles[role] as readonly string[]).includes(permission);

export function accountActor(account: {
  accountId: number;
  cadreId: number | null;
  unitId: number | null;
  roles: readonly HeldRole[];
}): Actor {
  return {
    kind: 'account',
    ...account,
    may: (permission) => account.roles.some(({ role }) => carries(role, permission)),
    reach(permission) {
      const held = account.roles.filter(({ role }) => carries(role, permission));
      if (held.some(({ unitId }) => unitId === null)) return 'all';
      return [...new Set(held.map(({ unitId }) => unitId as number))];
    }
  };
}

/** Nobody in particular: a visitor before sign-in, a citizen. */
export const anonymous: Actor = {
  kind: 'anonymous',
  accountId: null,
  cadreId: null,
  unitId: null,
  roles: [],
  may: () => false,
  reach: () => []
};

/** The portal itself: the scheduler, the command line of the machine's owner. May everything. */
export const system: Actor = { ...anonymous, kind: 'system', may: () => true, reach: () => 'all' };

/** For `allow`: the callers that hold a permission. */
export const holds = (permission: Permission) => (actor: Actor) => actor.may(permission);
/** For `allow`: everyone who has signed in, and the portal itself. */
export const signedIn = (actor: Actor) => actor.kind !== 'anonymous';
/** For `allow`: visitors too. Each use says why. */
export const anyone = () => true;
/** For `allow`: only the portal itself. */
export const onlySystem = (actor: Actor) => actor.kind === 'system';

/** Whether a unit lies within a permission's reach. */
export function reaches(actor: Actor, permission: Permission, unitId: number | null): boolean {
  const reach = actor.reach(permission);
  return reach === 'all' || (unitId !== null && reach.includes(unitId));
}
