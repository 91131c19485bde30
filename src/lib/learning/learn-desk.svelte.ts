import { ask, carrying, listening, newId, Refusal, retryDelay } from '#lib/platform/sending.ts';
import {
  joinLeft,
  nextReports,
  put,
  settleReports,
  waitingCount,
  waitingIn,
  type LearnQueue,
  type LessonDeed,
  type LessonReceipt,
  type LessonReport
} from './learn-queue.ts';
import { forgetOthers, openReportStore, type ReportStore } from './learn-store.ts';

/** How it stands with what the learner has done. */
export type LearnConnection = 'saved' | 'saving' | 'unsent' | 'offline';
type Result = Extract<LessonReceipt, { outcome: 'saved' }>['result'];

/** A report that was not acknowledged after this time is said to be on this phone only. */
const SOON = 1_500;

/**
 * A learner's desk: what was done in lessons, on its way from this device to the server. Each report is kept on the
 * device first and then sent; it counts as saved when the server has said so.
 */
export class LearnDesk {
  queue: LearnQueue = $state.raw([]);
  /** What the server made of this visit's reports, by their id. */
  heard: ReadonlyMap<string, Result> = $state.raw(new Map());
  /** Reports the server would not take: the course has changed, or another device was first. */
  refused = $state(0);
  signedOut = $state(false);
  lasting = $state(true);
  online = $state(true);

  private failing = $state(false);

  readonly waiting = $derived(waitingCount(this.queue));
  readonly connection: LearnConnection = $derived(
    !this.online ? 'offline' : !this.waiting ? 'saved' : this.failing ? 'unsent' : 'saving'
  );

  readonly owner: number;
  private store: ReportStore | undefined;
  private sending = false;
  private oneByOne = false;
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private soon: ReturnType<typeof setTimeout> | undefined;
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
      listening(document, 'visibilitychange', () => document.visibilityState === 'visible' && this.wake()),
      listening(window, 'pagehide', () => this.parting())
    ];
    this.store = await openReportStore(this.owner);
    this.lasting = this.store.lasting;
    this.queue = joinLeft(this.queue, await this.store.read());
    await this.send();
  }

  close() {
    clearTimeout(this.retry);
    clearTimeout(this.soon);
    for (const stop of this.stop) stop();
  }

  /** What waits for one lesson. */
  waitingIn(course: string, lesson: string): LessonReport[] {
    return waitingIn(this.queue, course, lesson);
  }

  /** @returns the report's id, under which `heard` will have the server's word. */
  report(deed: LessonDeed): string {
    const report: LessonReport = { ...deed, id: newId() };
    const { queue, outdated } = put(this.queue, report);
    this.queue = queue;
    this.soon ??= setTimeout(() => this.notSoon(), SOON);
    void this.keep(report, outdated).then(() => this.send());
    return report.id;
  }

  private notSoon() {
    this.soon = undefined;
    if (this.waiting) this.failing = true;
  }

  private async keep(report: LessonReport, outdated: LessonReport[]) {
    try {
      await this.store?.keep(report);
      if (outdated.length) await this.store?.drop(outdated);
    } catch {
      this.lasting = false;
    }
  }

  /** Sends until nothing is left or something fails; then tries again by itself. */
  async send(): Promise<void> {
    if (this.sending || this.signedOut) return;
    this.sending = true;
    clearTimeout(this.retry);
    let batch: LessonReport[] = [];
    try {
      while (this.queue.length && !this.signedOut) {
        batch = nextReports(this.queue).slice(0, this.oneByOne ? 1 : undefined);
        const reply = await ask<{ receipts: LessonReceipt[] }>(REPORTS, carrying({ reports: batch }));
        await this.acknowledge(reply.receipts);
      }
      this.oneByOne = false;
    } catch (problem) {
      await this.failed(problem, batch);
    } finally {
      this.sending = false;
    }
  }

  private async acknowledge(receipts: LessonReceipt[]) {
    const heard = new Map(this.heard);
    for (const receipt of receipts) {
      if (receipt.outcome === 'saved') heard.set(receipt.id, receipt.result);
      else this.refused += 1;
    }
    const { queue, settled } = settleReports(this.queue, receipts);
    // Both at once, so that no page sees an answer that neither waits nor was heard of.
    this.heard = heard;
    this.queue = queue;
    this.online = true;
    this.failing = false;
    this.failures = 0;
    clearTimeout(this.soon);
    this.soon = this.waiting ? setTimeout(() => this.notSoon(), SOON) : undefined;
    await this.store?.drop(settled).catch(() => {});
  }

  private async failed(problem: unknown, batch: LessonReport[]) {
    const status = problem instanceof Refusal ? problem.status : 0;
    if (!status) this.online = false;
    if (status === 401) {
      this.signedOut = true;
      return;
    }
    if (status === 400 && batch.length) return this.setAside(batch);
    this.failing = true;
    this.failures += 1;
    this.again(retryDelay(this.failures));
  }

  /** The server will never take this batch: sent one by one, the others arrive and the one at fault is left out. */
  private async setAside(batch: LessonReport[]) {
    if (batch.length > 1) this.oneByOne = true;
    else {
      const { queue, settled } = settleReports(this.queue, batch);
      this.queue = queue;
      this.refused += 1;
      await this.store?.drop(settled).catch(() => {});
    }
    this.again(0);
  }

  private again(delay: number) {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.send(), delay);
  }

  /** Back from sleep or from being offline. */
  private wake() {
    this.online = navigator.onLine;
    if (this.queue.length) this.again(0);
  }

  private parting() {
    if (!this.queue.length || this.signedOut) return;
    void ask(REPORTS, carrying({ reports: nextReports(this.queue) }, true)).catch(() => {});
  }
}

const REPORTS = '/api/learn/reports';

/** Sends what earlier visits left on this device, once; what does not get through waits for the next visit. */
export async function sendLeft(owner: number): Promise<void> {
  await forgetOthers(owner);
  const desk = new LearnDesk(owner);
  await desk.open();
  desk.close();
}
