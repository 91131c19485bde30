import { ask, carrying, listening, Refusal, retryDelay } from '#lib/platform/sending.ts';
import { nextDeeds, waitingDeeds, type DeedReceipt, type NumberedDeed, type PracticeDeed } from './practice-deeds.ts';
import { deviceOf, forgetOtherSets, keepDeed, keptDeeds, markHandedIn, type KeptDeed } from './practice-store.ts';

/** How it stands with what was practised on this device. */
export type PracticeConnection = 'saved' | 'saving' | 'unsent' | 'offline';

/**
 * A learner's desk for questions taken along. Each deed is kept on the device before the page shows it as done, and
 * counts as saved when the server has said so.
 */
export class PracticeDesk {
  /** Everything done on this device with the questions that are on it, oldest first. */
  deeds: readonly KeptDeed[] = $state.raw([]);
  /** Deeds the server would not take. */
  refused = $state(0);
  signedOut = $state(false);
  /** The device would not keep a deed: it is not done. */
  broken = $state(false);
  online = $state(true);

  private failing = $state(false);

  private readonly unsent = $derived(this.deeds.filter(({ handedIn }) => !handedIn));
  readonly waiting = $derived(waitingDeeds(this.unsent));
  readonly connection: PracticeConnection = $derived(
    !this.online ? 'offline' : !this.unsent.length ? 'saved' : this.failing ? 'unsent' : 'saving'
  );

  readonly owner: number;
  private sending = false;
  private oneByOne = false;
  private failures = 0;
  /** The network came back while a request from before was still on its way to fail. */
  private woken = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private stop: (() => void)[] = [];

  constructor(owner: number) {
    this.owner = owner;
  }

  /** Takes the desk into use in a browser: what an earlier visit left is sent first. */
  async open(): Promise<void> {
    this.online = navigator.onLine;
    this.stop = [
      listening(window, 'online', () => this.wake()),
      listening(window, 'offline', () => (this.online = false)),
      listening(document, 'visibilitychange', () => document.visibilityState === 'visible' && this.wake())
    ];
    this.deeds = await keptDeeds(this.owner);
    await this.send();
  }

  close() {
    clearTimeout(this.retry);
    for (const stop of this.stop) stop();
  }

  /** Keeps a deed on the device, then sends it. @returns whether the device kept it. */
  async do(deed: PracticeDeed): Promise<boolean> {
    try {
      const kept = await keepDeed(this.owner, Date.now(), deed);
      this.deeds = [...this.deeds, kept];
      this.broken = false;
    } catch {
      this.broken = true;
      return false;
    }
    void this.send();
    return true;
  }

  /** Sends until nothing is left or something fails; then tries again by itself. */
  async send(): Promise<void> {
    this.online = navigator.onLine;
    if (this.sending || this.signedOut || !this.online) return;
    this.sending = true;
    clearTimeout(this.retry);
    let batch: NumberedDeed[] = [];
    try {
      while (this.unsent.length && !this.signedOut) {
        batch = nextDeeds(this.unsent).slice(0, this.oneByOne ? 1 : undefined);
        const handing = {
          device: await deviceOf(this.owner),
          sentAt: Date.now(),
          deeds: batch.map(({ sequence, at, deed }) => ({ sequence, at, deed }))
        };
        const { receipts } = await ask<{ receipts: DeedReceipt[] }>('/api/practice/deeds', carrying(handing));
        await this.settle(receipts.map(({ sequence }) => sequence));
        this.refused += receipts.filter(({ outcome }) => outcome === 'refused').length;
        this.online = true;
        this.failing = false;
        this.failures = 0;
      }
      this.oneByOne = false;
    } catch (problem) {
      await this.failed(problem, batch);
    } finally {
      this.sending = false;
    }
  }

  private async settle(sequences: readonly number[]) {
    await markHandedIn(this.owner, sequences);
    const settled = new Set(sequences);
    this.deeds = this.deeds.map((kept) => (settled.has(kept.sequence) ? { ...kept, handedIn: true } : kept));
  }

  private async failed(problem: unknown, batch: readonly NumberedDeed[]) {
    const status = problem instanceof Refusal ? problem.status : 0;
    if (!status) this.online = false;
    if (status === 401) {
      this.signedOut = true;
      return;
    }
    if (status === 400 && batch.length) return this.setAside(batch);
    this.failing = true;
    this.failures += 1;
    this.again(this.woken ? 0 : retryDelay(this.failures));
    this.woken = false;
  }

  /** The server will never take this batch: sent one by one, the others arrive and the one at fault is left out. */
  private async setAside(batch: readonly NumberedDeed[]) {
    if (batch.length > 1) this.oneByOne = true;
    else {
      this.refused += 1;
      await this.settle(batch.map(({ sequence }) => sequence));
    }
    this.again(0);
  }

  private again(delay: number) {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.send(), delay);
  }

  /** Back from sleep, from another tab or from being offline. */
  private async wake() {
    this.online = navigator.onLine;
    this.woken = this.sending;
    this.deeds = await keptDeeds(this.owner);
    if (this.unsent.length) this.again(0);
  }
}

/** Sends what earlier visits left on this device, once; what does not get through waits for the next visit. */
export async function sendPractised(owner: number): Promise<void> {
  await forgetOtherSets(owner);
  const desk = new PracticeDesk(owner);
  await desk.open();
  desk.close();
}
