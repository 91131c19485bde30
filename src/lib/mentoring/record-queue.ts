/**
 * What a writer changed on a sheet and the server has not acknowledged. Pure: storage and network belong to the desk.
 * Each field remembers what the server had when it was first touched, so that a change which arrives late is put
 * beside somebody else's, never over it.
 */
import type { Change, Clash, Sheet } from './sheet.ts';

/** By field. */
export type Pending = Readonly<Record<string, { from: string; to: string }>>;

/** Takes one more change in. Writing back what the server has is no change. */
export function put(pending: Pending, base: Sheet, field: string, to: string): Pending {
  const from = pending[field]?.from ?? base[field] ?? '';
  const { [field]: _, ...others } = pending;
  return from === to ? others : { ...others, [field]: { from, to } };
}

export const changesOf = (pending: Pending): Change[] =>
  Object.entries(pending).map(([field, { from, to }]) => ({ field, from, to }));

/** What an earlier visit left on the device; what has arrived since then is forgotten. */
export function takeUp(pending: Pending, left: readonly Change[], base: Sheet): Pending {
  const waiting = left.filter(({ field, to }) => (base[field] ?? '') !== to && !(field in pending));
  return { ...pending, ...Object.fromEntries(waiting.map(({ field, from, to }) => [field, { from, to }])) };
}

/** What an acknowledgement leaves: fields written again meanwhile go on from what was sent, clashes wait for a word. */
export function settle(pending: Pending, sent: readonly Change[], clashes: readonly Clash[]): Pending {
  const left: Record<string, { from: string; to: string }> = { ...pending };
  for (const { field, to } of sent) {
    const present = left[field];
    if (!present) continue;
    const clash = clashes.some((one) => one.field === field);
    if (present.to === to || clash) delete left[field];
    else left[field] = { from: to, to: present.to };
  }
  return left;
}

/** The sheet as its writer sees it: the server's, with their own words on top. */
export const overlay = (base: Sheet, pending: Pending, clashes: readonly Clash[] = []): Sheet => ({
  ...base,
  ...Object.fromEntries(clashes.map(({ field, mine }) => [field, mine])),
  ...Object.fromEntries(Object.entries(pending).map(([field, { to }]) => [field, to]))
});
