/** How a page hands to the server what must not be lost: one request at a time, with patience, and again. */

/** The server answered, and it was not a yes. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`status ${status}`);
    this.status = status;
  }
}

/** Nothing came back within this time: that is what being offline looks like, whatever the device believes. */
const PATIENCE = 8_000;

/** Asks for JSON. @throws Refusal with the status of an answer that is none; whatever `fetch` throws when none came. */
export async function ask<R>(address: string, init: RequestInit = {}): Promise<R> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const response = await fetch(address, { ...init, signal: patience.signal });
    if (!response.ok) throw new Refusal(response.status);
    return (await response.json()) as R;
  } finally {
    clearTimeout(timer);
  }
}

/** A request that carries JSON; with `keepalive` it outlives the page. */
export const carrying = (body: unknown, keepalive = false): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
  keepalive
});

/** Milliseconds until the next try after so many failures in a row: 1, 2, 4, 8, then every 15 seconds. */
export const retryDelay = (failures: number): number => Math.min(15_000, 500 * 2 ** Math.max(1, failures));

/** Listens until the returned function is called. */
export function listening(target: EventTarget, name: string, heard: () => unknown): () => void {
  const listener = () => void heard();
  target.addEventListener(name, listener);
  return () => target.removeEventListener(name, listener);
}

/** A name nobody else makes up. A page served without encryption within the town's network has no `randomUUID`. */
export const newId = (): string =>
  crypto.randomUUID?.() ??
  '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (sign) =>
    (Number(sign) ^ (crypto.getRandomValues(new Uint8Array(1))[0]! & (15 >> (Number(sign) / 4)))).toString(16)
  );
