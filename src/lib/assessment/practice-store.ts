/**
 * What a learner's phone keeps of practice: the questions taken along, and what was done with them. Each belongs to
 * one account. Signing out forgets the questions (service worker); what the server has not got yet waits for its
 * owner's next visit and is sent then.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { newId } from '#lib/platform/sending.ts';
import { forgetPictures, keepPictures } from '#lib/platform/taken-files.ts';
import type { NumberedDeed, PracticeDeed } from './practice-deeds.ts';
import type { TakenSet } from './practice-taken.server.ts';

/** A deed on this device; `handedIn` once the server has it. It stays for as long as its questions are here. */
export interface KeptDeed extends NumberedDeed {
  owner: number;
  handedIn: boolean;
}

interface Practice extends DBSchema {
  sets: { key: number; value: TakenSet };
  /** Of each owner this device's made-up name, and the number of the next deed. */
  devices: { key: number; value: { owner: number; device: string; next: number } };
  deeds: { key: [number, number]; value: KeptDeed; indexes: { owner: number } };
}

async function open(): Promise<IDBPDatabase<Practice>> {
  return openDB<Practice>('chizheng-practice', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('sets', { keyPath: 'owner' });
      fresh.createObjectStore('devices', { keyPath: 'owner' });
      fresh.createObjectStore('deeds', { keyPath: ['owner', 'sequence'] }).createIndex('owner', 'owner');
    }
  });
}

/** The set on this phone. Without a network nobody can be asked who they are: signing out empties it. */
export async function takenSet(): Promise<TakenSet | undefined> {
  try {
    return (await (await open()).getAll('sets')).sort((a, b) => b.takenAt - a.takenAt)[0];
  } catch {
    return undefined;
  }
}

/** Takes questions along in place of an earlier set, whoever's it was; what was handed in may be forgotten. */
export async function keepSet(set: TakenSet): Promise<void> {
  // First, so that nothing is said to be here whose pictures are not.
  await forgetPictures('practice');
  await keepPictures('practice', set);
  const change = (await open()).transaction(['sets', 'deeds'], 'readwrite');
  await change.objectStore('sets').clear();
  void change.objectStore('sets').put(set);
  for (const deed of await change.objectStore('deeds').getAll()) {
    if (deed.handedIn) void change.objectStore('deeds').delete([deed.owner, deed.sequence]);
  }
  await change.done;
}

/** Puts the questions away, and what was done with them as far as the server has it. */
export async function forgetTaken(): Promise<void> {
  await forgetPictures('practice');
  try {
    const change = (await open()).transaction(['sets', 'deeds'], 'readwrite');
    await change.objectStore('sets').clear();
    for (const deed of await change.objectStore('deeds').getAll()) {
      if (deed.handedIn) void change.objectStore('deeds').delete([deed.owner, deed.sequence]);
    }
    await change.done;
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Whoever used this phone before without signing out takes their questions with them. */
export async function forgetOtherSets(owner: number): Promise<void> {
  const taken = await takenSet();
  if (taken && taken.owner !== owner) await forgetTaken();
}

/** Writes a deed down under the device's next number, in one step: two tabs never count to the same. */
export async function keepDeed(owner: number, at: number, deed: PracticeDeed): Promise<KeptDeed> {
  const change = (await open()).transaction(['devices', 'deeds'], 'readwrite');
  const devices = change.objectStore('devices');
  const own = (await devices.get(owner)) ?? { owner, device: newId(), next: 1 };
  const kept: KeptDeed = { owner, sequence: own.next, at, deed, handedIn: false };
  void devices.put({ ...own, next: own.next + 1 });
  void change.objectStore('deeds').put(kept);
  await change.done;
  return kept;
}

/** What somebody did on this device, oldest first; nothing where the browser lets nothing be kept. */
export async function keptDeeds(owner: number): Promise<KeptDeed[]> {
  try {
    return await (await open()).getAllFromIndex('deeds', 'owner', owner);
  } catch {
    return [];
  }
}

export async function deviceOf(owner: number): Promise<string | undefined> {
  return (await (await open()).get('devices', owner))?.device;
}

/** Notes that the server has, or will never take, these deeds. Without their questions they may go altogether. */
export async function markHandedIn(owner: number, sequences: readonly number[]): Promise<void> {
  const change = (await open()).transaction(['sets', 'deeds'], 'readwrite');
  const hasQuestions = (await change.objectStore('sets').get(owner)) !== undefined;
  const deeds = change.objectStore('deeds');
  for (const sequence of sequences) {
    const kept = await deeds.get([owner, sequence]);
    if (!kept) continue;
    if (hasQuestions) void deeds.put({ ...kept, handedIn: true });
    else void deeds.delete([owner, sequence]);
  }
  await change.done;
}
