import { addDays, type Day } from '#lib/platform/clock.ts';

export const statuteKinds = [
  'constitution',
  'law',
  'administrative-regulation',
  'local-regulation',
  'rule',
  'party-regulation'
] as const;
export type StatuteKind = (typeof statuteKinds)[number];
export const statuteScopes = ['national', 'shandong', 'weihai'] as const;
export type StatuteScope = (typeof statuteScopes)[number];

/** From one day to another, both included; no end while it lasts. */
export interface Term {
  effectiveFrom: Day;
  effectiveTo: Day | null;
}

/** Whether a version is in force on a day. */
export function isInForce(version: Term, on: Day): boolean {
  return version.effectiveFrom <= on && (version.effectiveTo === null || version.effectiveTo >= on);
}

/** The version that applies on a day; undefined before the first and after the last. */
export function versionInForce<V extends Term>(versions: readonly V[], on: Day): V | undefined {
  return versions.find((version) => isInForce(version, on));
}

/** The version to show for a day: the one in force, else the last that was, else the first that will be. */
export function versionToShow<V extends Term>(versions: readonly V[], on: Day): V | undefined {
  const sorted = sortedVersions(versions);
  return versionInForce(sorted, on) ?? sorted.findLast((version) => version.effectiveFrom <= on) ?? sorted[0];
}

/** Two versions of one statute that would be in force on the same day. */
export function overlappingVersions<V extends Term>(versions: readonly V[]): [V, V] | undefined {
  const sorted = sortedVersions(versions);
  for (const [at, later] of sorted.entries()) {
    const earlier = sorted[at - 1];
    if (earlier && (earlier.effectiveTo === null || earlier.effectiveTo >= later.effectiveFrom))
      return [earlier, later];
  }
  return undefined;
}

/**
 * How a version that begins on a day fits between the others: until the next one begins, else for as long as the one
 * before would have lasted, which ends the day before.
 */
export function termFrom<V extends Term>(
  versions: readonly V[],
  from: Day
): { effectiveTo: Day | null; ends: V | undefined; former: V | undefined; next: V | undefined } {
  const sorted = sortedVersions(versions);
  const former = sorted.findLast(({ effectiveFrom }) => effectiveFrom < from);
  const next = sorted.find(({ effectiveFrom }) => effectiveFrom > from);
  const ends = former && (former.effectiveTo === null || former.effectiveTo >= from) ? former : undefined;
  return { effectiveTo: ends?.effectiveTo ?? (next ? addDays(next.effectiveFrom, -1) : null), ends, former, next };
}

const sortedVersions = <V extends Term>(versions: readonly V[]) =>
  [...versions].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));

/** The address of an article; `version` names the first day of a version that is not the one in force. */
export function articleHref(code: string, at: { position: number; version: Day | null } | null): string {
  if (!at) return `/law/${code}`;
  return `/law/${code}${at.version ? `?version=${at.version}` : ''}#${articleAnchor(at.position)}`;
}

export const articleAnchor = (position: number) => `a${position}`;
