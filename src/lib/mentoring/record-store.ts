/** What a phone keeps of sheets that the server has not acknowledged; each belongs to one account and one record. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Change } from './sheet.ts';

interface Kept {
  owner: number;
  recordId: number;
  changes: Change[];
}

interface Practice extends DBSchema {
  changes: { key: [number, number]; value: Kept; indexes: { owner: number } };
}

/** Never fails to open: where the browser lets nothing be kept, memory is all there is. */
async function open(): Promise<IDBPDatabase<Practice> | undefined> {
  try {
    return await openDB<Practice>('chizheng-mentoring', 1, {
      upgrade(fresh) {
        fresh.createObjectStore('changes', { keyPath: ['owner', 'recordId'] }).createIndex('owner', 'owner');
      }
    });
  } catch {
    return undefined;
  }
}

export interface SheetStore {
  readonly lasting: boolean;
  read(): Promise<Change[]>;
  /** Keeps these in place of what was kept; none forgets the record. */
  keep(changes: readonly Change[]): Promise<void>;
}

export async function openSheetStore(owner: number, recordId: number): Promise<SheetStore> {
  const database = await open();
  if (!database) return { lasting: false, read: async () => [], keep: async () => {} };
  return {
    lasting: true,
    read: async () => (await database.get('changes', [owner, recordId]))?.changes ?? [],
    async keep(changes) {
      if (changes.length) await database.put('changes', { owner, recordId, changes: [...changes] });
      else await database.delete('changes', [owner, recordId]);
    }
  };
}
