import type { Instant } from '#lib/platform/clock.ts';
import { ask, carrying, listening, Refusal, retryDelay } from '#lib/platform/sending.ts';
import {
  learn,
  nextBatch,
  openSheet,
  rewrite,
  settle,
  unsentCount,
  write,
  type AnswerEntry,
  type AnswerReceipt,
  type AnswerSheet
} from './answer-queue.ts';
import { firstNumberAfter } from './attempt-device.ts';
import { openAnswerStore, type AnswerStore } from './answer-store.ts';
import { secondsLeft, syncServerTime, type ServerTime } from './exam-clock.ts';

/** What the server says with every acknowledgement. */
interface Word {
  serverNow: Instant;
  deadlineAt: Instant;
  submitted: boolean;
  writing: boolean;
}

interface Opening {
  attemptId: number;
  serverNow: Instant;
  deadlineAt: Instant;
  answers: AnswerEntry[];
  /** When the newest of them was saved. */
  savedAt: Instant | null;
  takeOvers: number;
  /** Another device holds the paper: this one only sends what it has left. */
  elsewhere?: boolean;
}

/** How it stands with what the candidate has answered. */
export type Connection = 'untouched' | 'saved' | 'saving' | 'unsent' | 'offline';

/** An answer that was not acknowledged after this time is said to be on this device only. */
const SOON = 1_500;
/** Text is sent when the writing pauses for so long, and at the latest after so long. */
const PAUSE = 800;
const LONGEST_PAUSE = 5_000;
const HEARTBEAT = 30_000;
const MOST_ABSENCES = 20;

/**
 * A candidate's desk: the answers of one sitting, on their way from this device to the server. Each answer is kept
 * on the device first and then sent; it counts as saved when the server has said so.
 */
export class AttemptDesk {
  readonly attemptId: number;
  sheet: AnswerSheet = $state.raw({ latest: new Map(), unsent: [] });
  /** Seconds on the clock; the device's own time plays no part. */
  left = $state(0);
  deadlineAt: Instant = $state(0);
  savedAt: Instant | null = $state(null);
  signedOut = $state(false);
  submitted = $state(false);
  /** This device may write; it stops when another takes over. */
  writing = $state(true);
  handingIn = $state(false);
  /** How many answers were kept as late. */
  late = $state(0);
  /** Questions whose answer the server would not take. */
  refused: number[] = $state.raw([]);
  lasting = $state(true);

  private failing = $state(false);
  private online = $state(true);

  readonly unsent = $derived(unsentCount(this.sheet));
  readonly over = $derived(this.left === 0);
  /** Nothing more can be written here. */
  readonly stopped = $derived(this.over || this.submitted || !this.writing);
  readonly connection: Connection = $derived(
    this.unsent
      ? this.failing
        ? this.online
          ? 'unsent'
          : 'offline'
        : 'saving'
      : !this.online
        ? 'offline'
        : this.savedAt
          ? 'saved'
          : 'untouched'
  );

  private time: ServerTime = { offset: 0 };
  private store: AnswerStore | undefined;
  private channel: BroadcastChannel | undefined;
  private sending = false;
  private oneByOne = false;
  private failures = 0;
  private lastHeard = 0;
  private readonly above: number;
  /** When the page went out of sight, on the monotonic clock, and how long it was each time. */
  private leftAt: number | undefined;
  private away: number[] = [];
  private timers: {
    tick?: ReturnType<typeof setInterval>;
    retry?: ReturnType<typeof setTimeout>;
    soon?: ReturnType<typeof setTimeout>;
    pause?: ReturnType<typeof setTimeout>;
  } = {};
  private writingSince: number | undefined;
  private stop: (() => void)[] = [];

  constructor({ attemptId, serverNow, deadlineAt, answers, savedAt, takeOvers, elsewhere = false }: Opening) {
    this.savedAt = savedAt;
    this.attemptId = attemptId;
    this.deadlineAt = deadlineAt;
    this.writing = !elsewhere;
    this.above = firstNumberAfter(takeOvers);
    this.sheet = openSheet(answers, [], this.above).sheet;
    this.left = secondsLeft(deadlineAt, { offset: serverNow }, 0);
  }

  /** Takes the desk into use in a browser. `heardAt`: when, on the monotonic clock, the page's figures left the server. */
  async open(serverNow: Instant, heardAt: number): Promise<void> {
    this.time = syncServerTime(undefined, serverNow, heardAt, heardAt);
    this.lastHeard = heardAt;
    this.online = navigator.onLine;
    this.tick();
    this.timers.tick = setInterval(() => this.tick(), 250);
    this.listen(window, 'online', () => this.wake());
    this.listen(window, 'offline', () => ((this.online = false), (this.failing = true)));
    this.listen(document, 'visibilitychange', () => this.sight(document.visibilityState === 'visible'));
    this.listen(window, 'blur', () => this.sight(false));
    this.listen(window, 'focus', () => this.sight(true));
    this.listen(window, 'pagehide', () => this.parting());
    this.share();
    this.store = await openAnswerStore(this.attemptId);
    this.lasting = this.store.lasting;
    const left = await this.store.read();
    const { sheet, outdated } = openSheet([...this.sheet.latest.values()], left, this.above);
    this.sheet = {
      ...sheet,
      unsent: [
        ...sheet.unsent,
        ...this.sheet.unsent.filter((entry) => !sheet.unsent.some((other) => sameKey(other, entry)))
      ]
    };
    await this.store.drop(outdated);
    if (this.sheet.unsent.length) void this.send();
  }

  close() {
    clearInterval(this.timers.tick);
    clearTimeout(this.timers.retry);
    clearTimeout(this.timers.soon);
    clearTimeout(this.timers.pause);
    this.channel?.close();
    for (const stop of this.stop) stop();
  }

  entryOf(position: number): AnswerEntry | undefined {
    return this.sheet.latest.get(position);
  }

  choose(position: number, choice: readonly string[]) {
    this.put(position, choice, this.entryOf(position)?.flagged ?? false);
  }

  /** Text as it is written: kept on this device letter by letter, on its way once the writing pauses. */
  type(position: number, choice: readonly string[]) {
    if (this.over || this.submitted) return;
    const flagged = this.entryOf(position)?.flagged ?? false;
    const { sheet, entry, replaced } = rewrite(this.sheet, position, choice, flagged);
    this.sheet = sheet;
    this.channel?.postMessage({ entry });
    void this.keep([entry]).then(() => this.store?.drop(replaced).catch(() => {}));
    this.writingSince ??= performance.now();
    const waited = performance.now() - this.writingSince;
    clearTimeout(this.timers.pause);
    this.timers.pause = setTimeout(() => this.pause(), Math.max(0, Math.min(PAUSE, LONGEST_PAUSE - waited)));
  }

  private pause() {
    this.writingSince = undefined;
    this.timers.soon ??= setTimeout(() => this.notSoon(), SOON);
    void this.send();
  }

  toggleFlag(position: number) {
    const present = this.entryOf(position);
    this.put(position, present?.choice ?? [], !present?.flagged);
  }

  private put(position: number, choice: readonly string[], flagged: boolean) {
    if (this.stopped) return;
    const { sheet, entry } = write(this.sheet, position, choice, flagged);
    this.sheet = sheet;
    this.channel?.postMessage({ entry });
    this.timers.soon ??= setTimeout(() => this.notSoon(), SOON);
    void this.keep([entry]).then(() => this.send());
  }

  private notSoon() {
    this.timers.soon = undefined;
    if (this.sheet.unsent.length) this.failing = true;
  }

  private async keep(entries: AnswerEntry[]) {
    try {
      await this.store?.keep(entries);
    } catch {
      this.lasting = false;
    }
  }

  /** Sends until nothing is left or something fails; then tries again by itself. */
  async send(): Promise<void> {
    if (this.sending || this.signedOut) return;
    this.sending = true;
    clearTimeout(this.timers.retry);
    let batch: AnswerEntry[] = [];
    try {
      while (this.sheet.unsent.length && !this.signedOut) {
        batch = nextBatch(this.sheet).slice(0, this.oneByOne ? 1 : undefined);
        const reply = await this.post<Word & { receipts: AnswerReceipt[] }>('answers', { answers: batch });
        await this.acknowledge(reply.receipts);
      }
      this.oneByOne = false;
    } catch (problem) {
      await this.failed(problem, batch);
    } finally {
      this.sending = false;
    }
  }

  private async acknowledge(receipts: AnswerReceipt[]) {
    const { sheet, settled, renumbered } = settle(this.sheet, receipts, this.writing);
    this.sheet = sheet;
    this.late += receipts.filter(({ outcome }) => outcome === 'late').length;
    this.savedAt = Math.round(performance.now() + this.time.offset);
    this.failing = false;
    this.failures = 0;
    clearTimeout(this.timers.soon);
    this.timers.soon = this.sheet.unsent.length ? setTimeout(() => this.notSoon(), SOON) : undefined;
    this.channel?.postMessage({ receipts: receipts.filter(({ outcome }) => outcome !== 'taken') });
    await this.keep(renumbered);
    await this.store?.drop(settled).catch(() => {});
  }

  private async failed(problem: unknown, batch: AnswerEntry[]) {
    const status = problem instanceof Refusal ? problem.status : 0;
    if (status === 401) return;
    if (status === 400 && batch.length) {
      await this.setAside(batch);
      return;
    }
    this.failures += 1;
    this.failing = true;
    this.again(retryDelay(this.failures));
  }

  private again(delay: number) {
    clearTimeout(this.timers.retry);
    this.timers.retry = setTimeout(() => void (this.handingIn ? this.handIn() : this.send()), delay);
  }

  /** The server will never take this batch: sent one by one, the others arrive and the one at fault is named. */
  private async setAside(batch: AnswerEntry[]) {
    if (batch.length > 1) this.oneByOne = true;
    else {
      const { position } = batch[0]!;
      const gone = this.sheet.unsent.filter((entry) => entry.position === position);
      this.sheet = { ...this.sheet, unsent: this.sheet.unsent.filter((entry) => entry.position !== position) };
      this.refused = [...new Set([...this.refused, position])];
      await this.store?.drop(gone).catch(() => {});
    }
    this.again(0);
  }

  /** Hands the paper in. @returns whether the server has it; when not, it is tried again by itself. */
  async handIn(): Promise<boolean> {
    this.handingIn = true;
    await this.send();
    if (this.submitted || this.signedOut || this.sending || this.sheet.unsent.length) return this.submitted;
    this.sending = true;
    try {
      await this.post('submit', {});
      this.submitted = true;
    } catch (problem) {
      await this.failed(problem, []);
    } finally {
      this.sending = false;
    }
    return this.submitted;
  }

  /** Changed one's mind while the hand-in still waits for the network. */
  stayOn() {
    this.handingIn = false;
  }

  private async post<R>(what: string, body: unknown, keepalive = false): Promise<R> {
    return this.ask<R>(what, carrying(body, keepalive));
  }

  private async ask<R>(what: string, init: RequestInit): Promise<R> {
    const sent = performance.now();
    try {
      const reply = await ask<R & Partial<Word>>(`/api/attempts/${this.attemptId}/${what}`, init);
      this.online = true;
      this.hear(reply, sent);
      return reply;
    } catch (problem) {
      this.online = problem instanceof Refusal;
      if (problem instanceof Refusal && problem.status === 401) this.signedOut = true;
      throw problem;
    }
  }

  private hear({ serverNow, deadlineAt, submitted, writing }: Partial<Word>, sent: number) {
    this.lastHeard = performance.now();
    if (serverNow !== undefined) this.time = syncServerTime(this.time, serverNow, sent, this.lastHeard);
    if (deadlineAt !== undefined) this.deadlineAt = deadlineAt;
    if (submitted) this.submitted = true;
    if (writing !== undefined) this.writing = writing;
    this.tick();
  }

  private tick() {
    const now = performance.now();
    this.left = secondsLeft(this.deadlineAt, this.time, now);
    if (now - this.lastHeard > HEARTBEAT) {
      this.lastHeard = now;
      this.wake();
    }
  }

  /** Back from sleep, from being offline, or long unheard of: asks the time and who may write, sends what waits. */
  private wake() {
    const away = this.away.slice(0, MOST_ABSENCES);
    void this.post<Word>('clock', { unsent: this.unsent, away }).then(
      () => {
        this.away = this.away.slice(away.length);
        if (this.sheet.unsent.length || this.handingIn) this.again(0);
        else this.failing = false;
      },
      (problem) => void this.failed(problem, [])
    );
  }

  /** Out of sight and back: told to the invigilator as it was, in seconds, and no more than that. */
  private sight(inSight: boolean) {
    if (!inSight) {
      this.leftAt ??= performance.now();
      return;
    }
    if (this.leftAt !== undefined && this.writing && !this.submitted) {
      this.away.push(Math.max(1, Math.round((performance.now() - this.leftAt) / 1000)));
    }
    this.leftAt = undefined;
    this.wake();
  }

  private parting() {
    if (this.sheet.unsent.length && !this.signedOut)
      void this.post('answers', { answers: nextBatch(this.sheet) }, true).catch(() => {});
  }

  /** Tabs of one browser tell each other what was answered. */
  private share() {
    if (!('BroadcastChannel' in window)) return;
    this.channel = new BroadcastChannel(`attempt-${this.attemptId}`);
    this.channel.onmessage = ({ data }: MessageEvent<{ entry?: AnswerEntry; receipts?: AnswerReceipt[] }>) => {
      if (data.entry) this.sheet = learn(this.sheet, data.entry);
      if (data.receipts) this.sheet = settle(this.sheet, data.receipts, this.writing).sheet;
    };
  }

  private listen(target: EventTarget, name: string, heard: () => unknown) {
    this.stop.push(listening(target, name, heard));
  }
}

const sameKey = (a: AnswerEntry, b: AnswerEntry) => a.position === b.position && a.sequence === b.sequence;
