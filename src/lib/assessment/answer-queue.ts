/**
 * The candidate's sheet as a device knows it, and what of it the server has not yet acknowledged. Pure: storage and
 * network belong to the page. Every change gets the next number of its question; the highest number counts, here
 * and on the server, so that resending, overtaking and losing messages cannot change what was meant.
 */
export interface AnswerEntry {
  position: number;
  sequence: number;
  /** Keys of the chosen options; empty when the choice was taken back. */
  choice: string[];
  flagged: boolean;
}

/** What the server made of one entry. */
export interface AnswerReceipt {
  position: number;
  sequence: number;
  /** `late`: kept, but it came after the deadline. `taken`: another device used this number for something else. */
  outcome: 'saved' | 'late' | 'taken';
  /** What counts for this question instead, where another device has gone further. */
  newest?: AnswerEntry | undefined;
}

export interface AnswerSheet {
  /** The entry that counts, by position. */
  readonly latest: ReadonlyMap<number, AnswerEntry>;
  /** Not yet acknowledged, oldest first. */
  readonly unsent: readonly AnswerEntry[];
  /** Numbers begin above this one: a device that took over outranks what the one before it still sends. */
  readonly above?: number | undefined;
}

/** As many entries as one request carries. */
export const BATCH = 50;

/**
 * Joins what the server has with what an earlier visit left unsent on this device. Where the server already has
 * that number or a higher one, the candidate has gone on elsewhere since: `outdated` may be forgotten.
 */
export function openSheet(
  fromServer: readonly AnswerEntry[],
  left: readonly AnswerEntry[],
  above = 0
): { sheet: AnswerSheet; outdated: AnswerEntry[] } {
  const server = fromServer.reduce<AnswerSheet>(learn, { latest: new Map(), unsent: [], above });
  const isOutdated = ({ position, sequence }: AnswerEntry) => (server.latest.get(position)?.sequence ?? 0) >= sequence;
  const unsent = left.filter((entry) => !isOutdated(entry)).sort((a, b) => a.sequence - b.sequence);
  return { sheet: { ...unsent.reduce(learn, server), unsent }, outdated: left.filter(isOutdated) };
}

/** The candidate answers, takes back or flags: the entry to store, and the sheet with it. */
export function write(
  sheet: AnswerSheet,
  position: number,
  choice: readonly string[],
  flagged: boolean
): { sheet: AnswerSheet; entry: AnswerEntry } {
  const sequence = Math.max(highestKnown(sheet, position), sheet.above ?? 0) + 1;
  const entry: AnswerEntry = { position, sequence, choice: [...choice], flagged };
  return { entry, sheet: { ...learn(sheet, entry), unsent: [...sheet.unsent, entry] } };
}

/**
 * The same for text that is still being written: what was not sent yet of this question is replaced, so that a page
 * of writing does not leave a thousand entries behind. `replaced` may be forgotten by the device.
 */
export function rewrite(
  sheet: AnswerSheet,
  position: number,
  choice: readonly string[],
  flagged: boolean
): { sheet: AnswerSheet; entry: AnswerEntry; replaced: AnswerEntry[] } {
  const replaced = sheet.unsent.filter((entry) => entry.position === position);
  const rest = { ...sheet, unsent: sheet.unsent.filter((entry) => entry.position !== position) };
  return { ...write(rest, position, choice, flagged), replaced };
}

/** News of an entry from elsewhere: another tab, another device. */
export function learn(sheet: AnswerSheet, entry: AnswerEntry): AnswerSheet {
  if (highestKnown(sheet, entry.position) >= entry.sequence) return sheet;
  return { ...sheet, latest: new Map(sheet.latest).set(entry.position, entry) };
}

/** The next request's load: of each question only the newest entry, since it settles the older ones. */
export function nextBatch(sheet: AnswerSheet): AnswerEntry[] {
  const newest = new Map<number, AnswerEntry>();
  for (const entry of sheet.unsent) newest.set(entry.position, entry);
  return [...newest.values()].slice(0, BATCH);
}

/**
 * What an acknowledgement changes: `settled` may be forgotten by the device, `renumbered` must be stored.
 * @param insists this device writes: where another has used a number for something else, its own answer goes again.
 */
export function settle(
  sheet: AnswerSheet,
  receipts: readonly AnswerReceipt[],
  insists = true
): { sheet: AnswerSheet; settled: AnswerEntry[]; renumbered: AnswerEntry[] } {
  const settled: AnswerEntry[] = [];
  const renumbered: AnswerEntry[] = [];
  let next = sheet;
  for (const { position, sequence, outcome, newest } of receipts) {
    const own = next.unsent.find((entry) => entry.position === position && entry.sequence === sequence);
    if (own) {
      const done = next.unsent.filter((entry) => entry.position === position && entry.sequence <= sequence);
      settled.push(...done);
      next = { ...next, unsent: next.unsent.filter((entry) => !done.includes(entry)) };
    }
    const waits = next.unsent.some((entry) => entry.position === position);
    if (newest && !waits) next = learn(next, newest);
    if (insists && own && outcome === 'taken' && !waits) {
      // The candidate sees this answer on this page, so it is the one that is meant: it goes again, on top.
      const again = write(next, position, own.choice, own.flagged);
      renumbered.push(again.entry);
      next = again.sheet;
    }
  }
  return { sheet: next, settled, renumbered };
}

/** How many questions have something that only this device knows. */
export const unsentCount = (sheet: AnswerSheet): number => new Set(sheet.unsent.map(({ position }) => position)).size;

const highestKnown = (sheet: AnswerSheet, position: number) => sheet.latest.get(position)?.sequence ?? 0;
