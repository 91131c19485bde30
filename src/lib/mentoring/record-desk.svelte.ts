import { ask, carrying, listening, Refusal, retryDelay } from '#lib/platform/sending.ts';
import { changesOf, overlay, put, settle, takeUp, type Pending } from './record-queue.ts';
import { openSheetStore, type SheetStore } from './record-store.ts';
import type { Saved } from './record.server.ts';
import type { Clash, Sheet } from './sheet.ts';

/** How it stands with what was written. `stuck`: the server will not take it as it is. */
export type SheetConnection = 'saved' | 'saving' | 'unsent' | 'offline' | 'stuck';

/** Typing pauses this long before it is sent; a tap goes at once. */
const PAUSE = 600;

/**
 * A writer's desk over one record: every change is kept on the device first and then sent; it counts as saved when the
 * server has said so. What somebody else changed meanwhile stays until the writer has chosen.
 */
export class RecordDesk {
  base: Sheet = $state.raw({});
  revision = $state(0);
  pending: Pending = $state.raw({});
  clashes: readonly Clash[] = $state.raw([]);
  online = $state(true);
  signedOut = $state(false);
  lasting = $state(true);

  private failing = $state(false);
  private refused = $state(false);

  readonly sheet: Sheet = $derived(overlay(this.base, this.pending, this.clashes));
  readonly waiting = $derived(Object.keys(this.pending).length);
  readonly connection: SheetConnection = $derived(
    this.refused ? 'stuck' : !this.online ? 'offline' : !this.waiting ? 'saved' : this.failing ? 'unsent' : 'saving'
  );
  /** Everything written has arrived and nothing is undecided: only then is there something to sign. */
  readonly settled = $derived(this.waiting === 0 && this.clashes.length === 0);

  private readonly address: string;
  private store: SheetStore | undefined;
  private sending = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stop: (() => void)[] = [];

  constructor(recordId: number, start: { sheet: Sheet; revision: number }) {
    this.address = `/api/mentoring/records/${recordId}`;
    this.base = start.sheet;
    this.revision = start.revision;
  }

  /** Takes the desk into use in a browser: what an earlier visit left is sent first. */
  async open(owner: number, recordId: number): Promise<void> {
    this.online = navigator.onLine;
    this.stop = [
      listening(window, 'online', () => this.wake()),
      listening(window, 'offline', () => (this.online = false)),
      listening(document, 'visibilitychange', () => document.visibilityState === 'visible' && this.wake()),
      listening(window, 'pagehide', () => this.parting())
    ];
    this.store = await openSheetStore(owner, recordId);
    this.lasting = this.store.lasting;
    this.pending = takeUp(this.pending, await this.store.read(), this.base);
    if (this.waiting) await this.send();
  }

  close() {
    clearTimeout(this.timer);
    for (const stop of this.stop) stop();
  }

  /** The server's newer sheet, as a reload of the page brought it. */
  refresh(start: { sheet: Sheet; revision: number }) {
    if (start.revision <= this.revision) return;
    this.base = start.sheet;
    this.revision = start.revision;
  }

  write(field: string, value: string, soon = false) {
    this.clashes = this.clashes.filter((clash) => clash.field !== field);
    this.pending = put(this.pending, this.base, field, value);
    this.refused = false;
    void this.keep();
    this.again(soon ? PAUSE : 0);
  }

  /** The writer's word on a field that both changed. */
  choose(clash: Clash, mine: boolean) {
    this.clashes = this.clashes.filter((other) => other !== clash);
    if (mine) this.pending = { ...this.pending, [clash.field]: { from: clash.theirs, to: clash.mine } };
    void this.keep();
    this.again(0);
  }

  async send(): Promise<void> {
    if (this.sending || this.signedOut) return;
    this.sending = true;
    clearTimeout(this.timer);
    try {
      while (this.waiting && !this.signedOut) {
        const changes = changesOf(this.pending);
        const saved = await ask<Saved>(this.address, carrying({ changes }));
        this.pending = settle(this.pending, changes, saved.clashes);
        this.clashes = [...this.clashes, ...saved.clashes];
        this.base = saved.sheet;
        this.revision = saved.revision;
        this.online = true;
        this.failing = false;
        this.failures = 0;
        await this.keep();
      }
    } catch (problem) {
      this.failed(problem);
    } finally {
      this.sending = false;
    }
  }

  private failed(problem: unknown) {
    const status = problem instanceof Refusal ? problem.status : 0;
    if (!status) this.online = false;
    if (status === 401) this.signedOut = true;
    else if (status >= 400 && status < 500 && status !== 429) this.refused = true;
    else {
      this.failing = true;
      this.failures += 1;
      this.again(retryDelay(this.failures));
    }
  }

  private async keep() {
    try {
      await this.store?.keep(changesOf(this.pending));
    } catch {
      this.lasting = false;
    }
  }

  private again(delay: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), delay);
  }

  private wake() {
    this.online = navigator.onLine;
    if (this.waiting) this.again(0);
  }

  private parting() {
    if (!this.waiting || this.signedOut) return;
    void ask(this.address, carrying({ changes: changesOf(this.pending) }, true)).catch(() => {});
  }
}
