/** Where a device keeps answers that the server has not acknowledged. Survives reloads, closed browsers and flat batteries. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { AnswerEntry } from './answer-queue.ts';

interface Answers extends DBSchema {
  unsent: { key: [number, number, number]; value: AnswerEntry & { attemptId: number }; indexes: { attempt: number } };
}

export interface AnswerStore {
  /** False where the browser lets nothing be kept; then memory is all there is. */
  readonly lasting: boolean;
  read(): Promise<AnswerEntry[]>;
  keep(entries: readonly AnswerEntry[]): Promise<void>;
  drop(entries: readonly AnswerEntry[]): Promise<void>;
}

/** Opens the place of one sitting. Never fails: without storage it says so and keeps nothing. */
export async function openAnswerStore(attemptId: number): Promise<AnswerStore> {
  try {
    const database = await openDB<Answers>('chizheng-answers', 1, {
      upgrade(fresh) {
        fresh
          .createObjectStore('unsent', { keyPath: ['attemptId', 'position', 'sequence'] })
          .createIndex('attempt', 'attemptId');
      }
    });
    return lastingStore(database, attemptId);
  } catch {
    return { lasting: false, read: async () => [], keep: async () => {}, drop: async () => {} };
  }
}

function lastingStore(database: IDBPDatabase<Answers>, attemptId: number): AnswerStore {
  return {
    lasting: true,
    async read() {
      const rows = await database.getAllFromIndex('unsent', 'attempt', attemptId);
      return rows.map(({ position, sequence, choice, flagged }) => ({ position, sequence, choice, flagged }));
    },
    async keep(entries) {
      const change = database.transaction('unsent', 'readwrite');
      for (const entry of entries) void change.store.put({ ...entry, choice: [...entry.choice], attemptId });
      await change.done;
    },
    async drop(entries) {
      const change = database.transaction('unsent', 'readwrite');
      for (const { position, sequence } of entries) void change.store.delete([attemptId, position, sequence]);
      await change.done;
    }
  };
}
