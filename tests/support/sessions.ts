/** A training session for tests of what is done with it. */
import type { World } from './world.ts';
import { checkInCode, slotOf } from '#lib/learning/check-in-code.server.ts';
import { trainingSession } from '#lib/learning/schema.server.ts';
import { announceSession, saveSession } from '#lib/learning/session.server.ts';
import type { SessionInput } from '#lib/learning/session-input.ts';
import { eq } from 'drizzle-orm';

/** Monday 09:30 to 11:00, for the four on enforcement posts: 林, 郭, 周, 沈. */
export const sessionInput: SessionInput = {
  title: '涉企检查与亮证',
  kind: 'enforcement-training',
  place: '三楼会议室',
  startsAt: '2026-11-23T09:30',
  endsAt: '2026-11-23T11:00',
  hours: 2,
  instructors: [{ name: '张某', department: '区综合行政执法局' }],
  programme: '亮证\n询问',
  quota: null,
  audience: { scope: 'enforcement-posts' },
  groupIds: [],
  checkOutRequired: false,
  makesUpForId: null
};

/** An announced session of the trainer's. */
export async function announcedSession(world: World, change: Partial<SessionInput> = {}): Promise<number> {
  const { id } = await world.run(saveSession, world.actor.he, { ...sessionInput, ...change });
  await world.run(announceSession, world.actor.he, { id });
  return id;
}

/** What the trainer's screen showed at a moment of the world's clock, so many slots ago. */
export async function codeOf(world: World, sessionId: number, slotsAgo = 0): Promise<string> {
  const [row] = await world.store.read.select().from(trainingSession).where(eq(trainingSession.id, sessionId));
  return checkInCode(row!.secret, sessionId, slotOf(world.clock.now()) - slotsAgo);
}

/** The time of day of that Monday in Qiaotou. */
export const at = (time: string) => `2026-11-23T${time}:00+08:00`;
