/**
 * What this room must know of people's cards and of complaints about them. Both are kept on floors above, which it may not
 * import: the house joins the questions to their answers in `joints.server.ts`.
 */
import type { Day } from '#lib/platform/clock.ts';
import type { Context } from '#lib/platform/door.server.ts';

export interface UpperFloors {
  /** Those of the people who hold a valid 行政执法证 on a day. */
  cardedOn(ctx: Context, cadreIds: readonly number[], on: Day): Promise<ReadonlySet<number>>;
  /** Substantiated complaints about a person since a day, as far as the portal keeps them. */
  complaintsSince(ctx: Context, cadreId: number, since: Day): Promise<number>;
}

let answers: UpperFloors | undefined;

/** Called once, where the house is put together. */
export function answerMentoring(given: UpperFloors): void {
  answers = given;
}

/** @throws when the house was opened without its joints: a mistake in the program, never a state of the data. */
export function upperFloors(): UpperFloors {
  if (!answers) throw new Error('mentoring was opened without joints.server.ts');
  return answers;
}

export async function isCarded(ctx: Context, cadreId: number, on: Day): Promise<boolean> {
  return (await upperFloors().cardedOn(ctx, [cadreId], on)).has(cadreId);
}
