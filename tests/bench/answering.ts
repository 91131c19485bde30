/** Quality bar P2: one answer, on the disk before it is acknowledged. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client.ts';
import { choices, type Sitting } from './hall.ts';

/** Keeps one answer of a sitting, the questions in turn and each again and again. */
export function openPen(client: Client) {
  const written = new Map<number, number>();
  return async ({ attemptId, token }: Sitting): Promise<void> => {
    const turn = written.get(attemptId) ?? 0;
    written.set(attemptId, turn + 1);
    const at = turn % choices.length;
    const sequence = Math.floor(turn / choices.length) + 1;
    const answers = [{ position: at + 1, sequence, choice: choices[at], flagged: false }];
    await client.ask({ method: 'POST', path: `/api/attempts/${attemptId}/answers`, token, json: { answers } }, 200);
  };
}

type Pen = ReturnType<typeof openPen>;

/** As fast as the server takes them. @returns answers acknowledged. */
export async function saturate(pen: Pen, sittings: readonly Sitting[], atOnce: number, ms: number): Promise<number> {
  const until = performance.now() + ms;
  let saved = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async (_, first) => {
      // Each has sittings of its own: no candidate overtakes themselves.
      const own = sittings.filter((_, at) => at % atOnce === first);
      for (let turn = 0; performance.now() < until; turn += 1) {
        await pen(own[turn % own.length]!);
        saved += 1;
      }
    })
  );
  return saved;
}

/** Every candidate at their own moment, then every `every` ms, however slow the server is. @returns what each answer took, sorted. */
export async function keepPace(
  pen: Pen,
  sittings: readonly Sitting[],
  { every, rounds }: { every: number; rounds: number }
): Promise<number[]> {
  const took: number[] = [];
  await Promise.all(
    sittings.map(async (sitting, at) => {
      await sleep((at * every) / sittings.length);
      const began = performance.now();
      for (let round = 0; round < rounds; round += 1) {
        const due = began + round * every;
        await sleep(Math.max(0, due - performance.now()));
        await pen(sitting);
        // From when it was due: a request that had to wait for its turn has waited.
        took.push(performance.now() - due);
      }
    })
  );
  return took.sort((a, b) => a - b);
}
