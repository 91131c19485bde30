/** 其他对象: named groups of people who are not on the roster, and how many of them came. */
import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { holds } from '#lib/platform/actor.ts';
import { command, query, type Context } from '#lib/platform/door.server.ts';
import { conflict, InvalidInput, missing } from '#lib/platform/errors.ts';
import { line, rowId } from '#lib/platform/input.ts';
import { membersIn } from './groups.ts';
import { groupAttendance, trainingGroup, trainingGroupMember } from './schema.server.ts';
import { requireSession, seesSessions } from './session.server.ts';
import { groupKinds, type GroupKind } from './session.ts';

export const SaveGroup = z.object({
  /** Absent: a new group. */
  id: rowId.optional(),
  name: line(40),
  kind: z.enum(groupKinds),
  /** One person a line: name, then the village. */
  members: z.string().max(40_000).default('')
});

/** Writes a group and who is in it; somebody left out of the list is no longer in it. */
export const saveGroup = command('learning.save-group', {
  input: SaveGroup,
  allow: holds('session.manage'),
  async run(ctx, { id, name, kind, members }) {
    const listed = membersIn(members);
    if (listed.length > 2000) throw new InvalidInput({ members: ['input.too-many|max=2000'] });
    const [same] = await ctx.db
      .select({ id: trainingGroup.id })
      .from(trainingGroup)
      .where(eq(trainingGroup.name, name));
    if (same && same.id !== id) throw new InvalidInput({ name: ['learning.group-exists'] });
    const groupId = id === undefined ? await createGroup(ctx, name, kind) : id;
    if (id !== undefined) {
      await requireGroup(ctx, id);
      await ctx.db.update(trainingGroup).set({ name, kind }).where(eq(trainingGroup.id, id));
    }
    const held = await membersOf(ctx, groupId);
    const keyOf = (person: { name: string; village: string }) => `${person.name}\n${person.village}`;
    const wanted = new Set(listed.map(keyOf));
    const present = new Set(held.map(keyOf));
    const gone = held.filter((person) => !wanted.has(keyOf(person))).map((person) => person.id);
    const fresh = listed.filter((person) => !present.has(keyOf(person)));
    for (let at = 0; at < gone.length; at += 500)
      await ctx.db
        .update(trainingGroupMember)
        .set({ removedAt: ctx.now })
        .where(inArray(trainingGroupMember.id, gone.slice(at, at + 500)));
    for (let at = 0; at < fresh.length; at += 200)
      await ctx.db
        .insert(trainingGroupMember)
        .values(fresh.slice(at, at + 200).map((person) => ({ ...person, groupId, addedAt: ctx.now })));
    return { id: groupId, added: fresh.length, removed: gone.length };
  },
  trace: ({ kind }, { id, added, removed }) => ({ subject: 'training-group', id, detail: { kind, added, removed } })
});

async function createGroup(ctx: Context, name: string, kind: GroupKind): Promise<number> {
  const [row] = await ctx.db
    .insert(trainingGroup)
    .values({ name, kind, createdAt: ctx.now, createdBy: ctx.actor.accountId })
    .returning({ id: trainingGroup.id });
  return row!.id;
}

async function requireGroup(ctx: Context, id: number) {
  const [found] = await ctx.db.select().from(trainingGroup).where(eq(trainingGroup.id, id));
  if (!found) throw missing('learning.group-not-found');
  return found;
}

export interface GroupRow {
  id: number;
  name: string;
  kind: GroupKind;
  people: number;
}

/** Every group with how many are in it. */
export const listGroups = query('learning.list-groups', {
  input: z.object({}),
  allow: seesSessions,
  async run(ctx): Promise<GroupRow[]> {
    const rows = await ctx.db.select().from(trainingGroup).orderBy(asc(trainingGroup.id));
    const counts = await ctx.db
      .select({ groupId: trainingGroupMember.groupId, people: count() })
      .from(trainingGroupMember)
      .where(isNull(trainingGroupMember.removedAt))
      .groupBy(trainingGroupMember.groupId);
    return rows.map(({ id, name, kind }) => ({
      ...{ id, name, kind },
      people: counts.find(({ groupId }) => groupId === id)?.people ?? 0
    }));
  }
});

/** One group with its people, for those who keep it. */
export const findGroup = query('learning.find-group', {
  input: z.object({ id: rowId }),
  allow: holds('session.manage'),
  async run(ctx, { id }) {
    const { name, kind } = await requireGroup(ctx, id);
    return { id, name, kind, members: await membersOf(ctx, id) };
  }
});

export async function membersOf(ctx: Pick<Context, 'db'>, groupId: number) {
  const { id, name, village } = trainingGroupMember;
  return ctx.db
    .select({ id, name, village })
    .from(trainingGroupMember)
    .where(and(eq(trainingGroupMember.groupId, groupId), isNull(trainingGroupMember.removedAt)))
    .orderBy(asc(trainingGroupMember.village), asc(trainingGroupMember.id));
}

export const CountGroup = z.object({
  sessionId: rowId,
  groupId: rowId,
  headcount: z.coerce.number().int().min(0).max(5000)
});

/** Enters how many of a group came, as counted on the signed sheet. */
export const countGroup = command('learning.count-group', {
  input: CountGroup,
  allow: holds('session.manage'),
  async run(ctx, { sessionId, groupId, headcount }) {
    const session = await requireSession(ctx, sessionId);
    if (!session.groupIds.includes(groupId)) throw missing('learning.group-not-found');
    if (session.status === 'draft' || session.status === 'cancelled') throw conflict('learning.session-not-held');
    if (ctx.now < session.startsAt) throw conflict('learning.session-not-begun');
    const which = and(eq(groupAttendance.sessionId, sessionId), eq(groupAttendance.groupId, groupId));
    const [held] = await ctx.db.select().from(groupAttendance).where(which);
    await ctx.db.delete(groupAttendance).where(which);
    await ctx.db
      .insert(groupAttendance)
      .values({ sessionId, groupId, headcount, recordedAt: ctx.now, recordedBy: ctx.actor.accountId });
    return { before: held?.headcount ?? null };
  },
  trace: ({ sessionId, groupId, headcount }, { before }) => ({
    subject: 'training-session',
    id: sessionId,
    detail: { groupId, headcount, before }
  })
});

export interface GroupAtSession extends GroupRow {
  /** Null while nobody has counted. */
  headcount: number | null;
}

/** The groups that a session is meant for. */
export async function groupsAt(ctx: Context, session: { id: number; groupIds: number[] }): Promise<GroupAtSession[]> {
  if (!session.groupIds.length) return [];
  const counted = await ctx.db.select().from(groupAttendance).where(eq(groupAttendance.sessionId, session.id));
  return (await ctx.callAsSystem(listGroups, {}))
    .filter(({ id }) => session.groupIds.includes(id))
    .map((group) => ({ ...group, headcount: counted.find(({ groupId }) => groupId === group.id)?.headcount ?? null }));
}
