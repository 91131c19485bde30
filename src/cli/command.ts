import type { Environment } from '#lib/platform/environment.server.ts';
import type { Portal } from '#lib/portal.server.ts';

/** What a command gives back: a result for machines, lines for people. */
export interface Outcome {
  /** False when the command ran and its answer is bad news (a broken chain, a rejected import). */
  ok?: boolean;
  result: unknown;
  lines: string[];
}

interface Call {
  environment: Environment;
  words: string[];
  options: Record<string, string | boolean | undefined>;
}

interface Description {
  usage: string;
  says: string;
  /** Variables that this command starts from, under what the environment says. */
  environment?: Record<string, string>;
}

export type Command =
  | (Description & { needsPortal: true; run(call: Call & { portal: Portal }): Promise<Outcome> })
  | (Description & { needsPortal: false; run(call: Call): Promise<Outcome> });

/** A word that the command cannot do without. @throws a sentence that names it. */
export function requireWord(words: string[], at: number, what: string): string {
  const word = words[at];
  if (!word) throw new Error(`Missing: ${what}`);
  return word;
}
