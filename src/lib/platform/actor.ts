import { roles, type Permission, type Role, type Scope } from './permissions.ts';

/** A role as one person holds it; without a unit it reaches over the whole town. */
export interface HeldRole {
  role: Role;
  unitId: number | null;
}

/** Who is acting: passed to every command and query, never ambient. */
export interface Actor {
  kind: 'account' | 'system' | 'anonymous' | 'token';
  accountId: number | null;
  /** The cadre behind the account; administrators' accounts may have none. */
  cadreId: number | null;
  /** The org unit of that cadre. */
  unitId: number | null;
  roles: readonly HeldRole[];
  /** What another system's token opens; people have roles instead. */
  scopes: readonly Scope[];
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
    scopes: [],
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
  scopes: [],
  may: () => false,
  reach: () => []
};

/** The portal itself: the scheduler, the command line of the machine's owner. May everything. */
export const system: Actor = { ...anonymous, kind: 'system', may: () => true, reach: () => 'all' };

/**
 * Another system that came with a token: it holds no permission at all, only its scopes, and the door lets it run no
 * command whatever that command allows.
 */
export const tokenActor = (scopes: readonly Scope[]): Actor => ({ ...anonymous, kind: 'token', scopes });

/** For `allow`: the callers that hold a permission. */
export const holds = (permission: Permission) => (actor: Actor) => actor.may(permission);
/** For `allow`: everyone who has signed in, and the portal itself. */
export const signedIn = (actor: Actor) => actor.kind === 'account' || actor.kind === 'system';
/** For `allow`: visitors too, but no token: what a token opens is named by its scopes alone. Each use says why. */
export const anyone = (actor: Actor) => actor.kind !== 'token';
/** For `allow`: tokens of other systems with this scope, and nobody else. */
export const opens = (scope: Scope) => (actor: Actor) => actor.kind === 'token' && actor.scopes.includes(scope);
/** For `allow`: only the portal itself. */
export const onlySystem = (actor: Actor) => actor.kind === 'system';

/** Whether a unit lies within a permission's reach. */
export function reaches(actor: Actor, permission: Permission, unitId: number | null): boolean {
  const reach = actor.reach(permission);
  return reach === 'all' || (unitId !== null && reach.includes(unitId));
}
