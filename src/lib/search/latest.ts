/** What became of the newest question. */
export type Answer<A> = { answer: A } | { problem: unknown };

export interface Latest<Q> {
  /** Asks after the pause, unless something newer is asked before. */
  put(question: Q): void;
  /** Nothing more is heard of what was asked. */
  drop(): void;
}

/**
 * Asks while somebody types: only after a pause, and of several answers on their way only the newest is heard.
 *
 * @param pause in milliseconds.
 */
export function latest<Q, A>(
  ask: (question: Q, signal: AbortSignal) => Promise<A>,
  heard: (answer: Answer<A>, question: Q) => void,
  pause: number
): Latest<Q> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;

  function drop() {
    clearTimeout(timer);
    asking?.abort();
  }

  async function go(question: Q) {
    const { signal } = (asking = new AbortController());
    let outcome: Answer<A>;
    try {
      outcome = { answer: await ask(question, signal) };
    } catch (problem) {
      outcome = { problem };
    }
    if (!signal.aborted) heard(outcome, question);
  }

  return {
    put(question) {
      drop();
      timer = setTimeout(() => void go(question), pause);
    },
    drop
  };
}
