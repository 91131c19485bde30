/** Two systems of the district that read from the town; nobody knows the tokens, which were shown once and to nobody. */
import { makeToken, noteUse, revokeToken } from '#lib/exchange/tokens.server.ts';
import { system } from '#lib/platform/actor.ts';
import { addDays, DAY, dayOf } from '#lib/platform/clock.ts';
import type { Stage } from './town.ts';

/** @returns how many tokens were made */
export async function fillTokens({ door, clock, now }: Stage): Promise<number> {
  clock.set(now - 60 * DAY);
  const { id: old } = await door.run(makeToken, system, {
    ...{ name: '区培训管理系统（演示）', purpose: '试接学时数据（演示）', scopes: ['training'] },
    expiresOn: addDays(dayOf(now), 30)
  });
  clock.set(now - 40 * DAY);
  await door.run(revokeToken, system, { id: old });
  const { id } = await door.run(makeToken, system, {
    ...{ name: '区执法监督平台（演示）', purpose: '每日同步在册人员和持证状态（演示）' },
    ...{ scopes: ['roster', 'certification', 'figures'], expiresOn: addDays(dayOf(now), 140) }
  });
  clock.set(now);
  await door.run(noteUse, system, { id });
  return 2;
}
