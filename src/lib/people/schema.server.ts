import { sql } from 'drizzle-orm';
import { check, day, flag, id, index, instant, int, primaryKey, table, text } from '#lib/platform/table.ts';
import type { Role } from '#lib/platform/permissions.ts';
import type { Establishment } from './cadre.ts';
import type { RelationKind } from './relation.ts';

/** 五办四中心: the offices and centres of the town. */
export const orgUnit = table('org_unit', {
  id: id(),
  name: text().notNull().unique(),
  /** Order on the wall and in lists. */
  position: int().notNull(),
  closedOn: day()
});

/** A person on the town's roster; never deleted, since records speak of them. */
export const cadre = table(
  'cadre',
  {
    id: id(),
    staffNumber: text().notNull().unique(),
    name: text().notNull(),
    /** Full pinyin, for sorting; written with the name. */
    nameKey: text().notNull(),
    /** Pinyin initials, for searching. */
    nameInitials: text().notNull(),
    unitId: int()
      .notNull()
      .references(() => orgUnit.id),
    post: text().notNull(),
    establishment: text().$type<Establishment>().notNull(),
    /** Whether the post enforces: such a person needs the card. */
    enforcementPost: flag().notNull(),
    joinedOn: day().notNull(),
    /** The first day without them. */
    leftOn: day()
  },
  (t) => [
    index('cadre_unit').on(t.unitId),
    index('cadre_name').on(t.nameKey),
    check('cadre_establishment', sql`${t.establishment} in ('administrative', 'public-institution', 'auxiliary')`)
  ]
);

/** 回避声明: a close relation between two people of the roster, as one of them declares it. */
export const declaredRelation = table(
  'declared_relation',
  {
    cadreId: int()
      .notNull()
      .references(() => cadre.id),
    otherId: int()
      .notNull()
      .references(() => cadre.id),
    kind: text().$type<RelationKind>().notNull(),
    declaredAt: instant().notNull()
  },
  (t) => [primaryKey({ columns: [t.cadreId, t.otherId] }), index('declared_relation_other').on(t.otherId)]
);

/** What someone signs in with. An administrator's account need not belong to a cadre. */
export const account = table('account', {
  id: id(),
  /** Staff number of the cadre, or a name chosen for an administrator. */
  login: text().notNull().unique(),
  displayName: text().notNull(),
  cadreId: int()
    .unique()
    .references(() => cadre.id),
  passwordHash: text().notNull(),
  mustChangePassword: flag().notNull(),
  failedSignIns: int().notNull().default(0),
  lockedUntil: instant(),
  disabledAt: instant(),
  createdAt: instant().notNull(),
  lastSignInAt: instant()
});

export const accountRole = table(
  'account_role',
  {
    accountId: int()
      .notNull()
      .references(() => account.id),
    role: text().$type<Role>().notNull(),
    /** Null: the whole town. */
    unitId: int().references(() => orgUnit.id),
    grantedAt: instant().notNull(),
    grantedBy: int()
  },
  (t) => [primaryKey({ columns: [t.accountId, t.role] })]
);

/** A sign-in on one device. The id is the SHA-256 of the token that only the browser holds. */
export const signInSession = table(
  'sign_in_session',
  {
    id: text().primaryKey(),
    accountId: int()
      .notNull()
      .references(() => account.id),
    expiresAt: instant().notNull(),
    startedAt: instant().notNull(),
    lastSeenAt: instant().notNull(),
    /** Kind of device in words (`Chrome · Android`), so that people can tell their own sessions apart. */
    device: text().notNull()
  },
  (t) => [index('sign_in_session_account').on(t.accountId)]
);

/** The one-time link that makes the first administrator. */
export const setupLink = table('setup_link', {
  codeHash: text().primaryKey(),
  expiresAt: instant().notNull(),
  usedAt: instant()
});
