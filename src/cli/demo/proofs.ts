import { remindExpiring, sendDigests } from '#lib/certification/reminders.server.ts';
import { drawOwnProof, issueProof, ownProvable, provable, revokeProof } from '#lib/certification/proof.server.ts';
import { system } from '#lib/platform/actor.ts';
import type { Stage } from './town.ts';

const DAY = 86_400_000;

/** Some have their training on paper: drawn by themselves, issued by the trainer, one revoked again. */
export async function fillProofs({ door, clock, now, holders, as }: Stage): Promise<number> {
  clock.set(now - 6 * DAY);
  const trainer = as('035');
  const numbers: string[] = [];
  for (const { staffNumber } of holders.slice(10, 18)) {
    const { items } = await door.run(provable, trainer, { staffNumber });
    const item = items.find(({ kind }) => kind !== 'hours') ?? items[0];
    if (!item) continue;
    const { kind, source } = item;
    numbers.push((await door.run(issueProof, trainer, { staffNumber, kind, source })).number);
  }
  clock.set(now - 2 * DAY);
  if (numbers[1])
    await door.run(revokeProof, trainer, { number: numbers[1], reason: '演示：姓名登记有误，更正后重新开具' });
  // The officer whom a visitor plays has one already, and others still to draw.
  const own = await door.run(ownProvable, as('037'), {});
  const [first] = own?.items ?? [];
  if (first) await door.run(drawOwnProof, as('037'), { kind: first.kind, source: first.source });
  clock.set(now);
  return numbers.length + (first ? 1 : 0);
}

/** What the portal would have reminded of by itself until the visitor comes. */
export async function fillReminders({ door, clock, now }: Stage): Promise<number> {
  clock.set(now);
  const { told } = await door.run(remindExpiring, system, {});
  const digests = await door.run(sendDigests, system, {});
  return told + digests.told;
}
