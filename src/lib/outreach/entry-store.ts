/** What a phone keeps of entries that did not get through; each belongs to one account and waits for its owner. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { EventForm } from './event-form.ts';

export interface KeptEntry {
  owner: number;
  /** The key under which the server knows an entry that arrives twice. */
  sentKey: string;
  form: EventForm;
  /** Why the server did not take it; empty while it only waits. */
  refused: string;
}

interface Outreach extends DBSchema {
  entries: { key: [number, string]; value: KeptEntry; indexes: { owner: number } };
}

/** Never fails to open: where the browser lets nothing be kept, `undefined` says so. */
async function open(): Promise<IDBPDatabase<Outreach> | undefined> {
  try {
    return await openDB<Outreach>('chizheng-outreach', 1, {
      upgrade(fresh) {
        fresh.createObjectStore('entries', { keyPath: ['owner', 'sentKey'] }).createIndex('owner', 'owner');
      }
    });
  } catch {
    return undefined;
  }
}

export interface EntryStore {
  read(): Promise<KeptEntry[]>;
  keep(entry: KeptEntry): Promise<void>;
  drop(sentKey: string): Promise<void>;
}

/** The place of one account's entries; `undefined` where this browser keeps nothing. */
export async function openEntryStore(owner: number): Promise<EntryStore | undefined> {
  const database = await open();
  if (!database) return undefined;
  return {
    read: () => database.getAllFromIndex('entries', 'owner', owner),
    async keep(entry) {
      await database.put('entries', entry);
    },
    drop: (sentKey) => database.delete('entries', [owner, sentKey])
  };
}
