import type { Group } from './found.ts';

/** The portal could not be reached. */
export class Unreachable extends Error {}

/**
 * Asks the portal. A post, so that no name gets into an address.
 * @throws Unreachable without a network; Error when the portal refuses or fails.
 */
export async function askEverywhere(q: string, signal: AbortSignal): Promise<Group[]> {
  const answer = await fetch('/api/search', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ q }),
    signal
  }).catch((problem: unknown) => {
    throw new Unreachable('the portal could not be reached', { cause: problem });
  });
  // Signed out meanwhile, perhaps on another page: loading again leads to the door.
  if (answer.status === 401) location.reload();
  if (!answer.ok) throw new Error(`the search answered ${answer.status}`);
  return ((await answer.json()) as { groups: Group[] }).groups;
}
