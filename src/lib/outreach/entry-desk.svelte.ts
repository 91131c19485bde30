import { ask, carrying, listening, Refusal } from '#lib/platform/sending.ts';
import type { EventForm } from './event-form.ts';
import { openEntryStore, type EntryStore, type KeptEntry } from './entry-store.ts';

/** What the server made of an entry. `refused`: it will not take it as it is, and says why. */
export type EntryReceipt = { outcome: 'saved'; id: number } | { outcome: 'refused'; message: string };

/** Entries that were written without a network: kept on this device and sent when there is one again. */
export class EntryDesk {
  kept: readonly KeptEntry[] = $state.raw([]);
  sending = $state(false);
  /** How many got through since the page was opened. */
  arrived = $state(0);

  readonly owner: number;
  private store: EntryStore | undefined;
  private stop: (() => void) | undefined;

  constructor(owner: number) {
    this.owner = owner;
  }

  /** Takes the desk into use in a browser: what an earlier visit left is sent first. */
  async open(): Promise<void> {
    this.stop = listening(window, 'online', () => this.send());
    this.store = await openEntryStore(this.owner);
    this.kept = (await this.store?.read()) ?? [];
    await this.send();
  }

  close() {
    this.stop?.();
  }

  /** @returns whether it is on the device now. */
  async keep(form: EventForm): Promise<boolean> {
    const entry = { owner: this.owner, sentKey: form.sentKey, form, refused: '' };
    try {
      await this.store!.keep(entry);
    } catch {
      return false;
    }
    this.kept = [...this.kept.filter(({ sentKey }) => sentKey !== form.sentKey), entry];
    return true;
  }

  async drop({ sentKey }: KeptEntry): Promise<void> {
    await this.store?.drop(sentKey).catch(() => {});
    this.kept = this.kept.filter((entry) => entry.sentKey !== sentKey);
  }

  /** Sends what waits, oldest first, until one does not get through. One that was refused waits for its writer. */
  async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      for (const entry of this.kept.filter(({ refused }) => !refused)) {
        const receipt = await ask<EntryReceipt>(ENTRIES, carrying({ form: entry.form }));
        if (receipt.outcome === 'saved') {
          await this.drop(entry);
          this.arrived += 1;
        } else await this.refuse(entry, receipt.message);
      }
    } catch (problem) {
      // No network, signed out, or a server at fault: it stays here for the next try.
      if (!(problem instanceof Refusal || problem instanceof TypeError || problem instanceof DOMException))
        throw problem;
    } finally {
      this.sending = false;
    }
  }

  private async refuse(entry: KeptEntry, message: string) {
    const refused = { ...entry, refused: message };
    await this.store?.keep(refused);
    this.kept = this.kept.map((one) => (one.sentKey === entry.sentKey ? refused : one));
  }
}

const ENTRIES = '/api/outreach/events';

/** Sends what earlier visits left on this device, once; what does not get through waits for the next visit. */
export async function sendKeptEntries(owner: number): Promise<void> {
  const desk = new EntryDesk(owner);
  await desk.open();
  desk.close();
}
