import { m } from '#lib/i18n/paraglide/messages.js';
import type { Tone } from '#lib/ui/tones.ts';
import type { PracticeMode } from './practice.ts';
import type { PracticeHome } from './practice-book.server.ts';
import { ROUND } from './practice.ts';
import type { Strength } from './unit-strength.ts';
import { strengthOf } from './unit-strength.ts';

interface Kind {
  mode: PracticeMode;
  topicId: number | null;
  statuteId: number | null;
}

type Names = readonly { id: number; name: string }[];

/** What a round is about; a topic or a statute that is gone falls back to the kind of round. */
export function roundName({ mode, topicId, statuteId }: Kind, topics: Names, statutes: Names): string {
  const topic = topics.find(({ id }) => id === topicId)?.name;
  const statute = statutes.find(({ id }) => id === statuteId)?.name;
  return topic ?? statute ?? modeName(mode);
}

export function modeName(mode: PracticeMode): string {
  switch (mode) {
    case 'daily':
      return m.practice_daily();
    case 'wrong':
      return m.practice_book();
    case 'mock':
      return m.practice_mock();
    case 'sequential':
      return m.practice_sequential();
    case 'topic':
      return m.practice_by_topic();
    case 'statute':
      return m.practice_by_statute();
    case 'random':
      return m.practice_random({ count: ROUND.random! });
    case 'unseen':
      return m.practice_unseen();
    case 'favourites':
      return m.practice_book_favourites();
  }
}

/** What can be taken along besides the daily review: the value says the mode and, of topics and statutes, which. */
export function roundChoices({ inBook, favourites, unseen, total, topics, statutes }: PracticeHome) {
  const modes: [PracticeMode, number][] = [
    ['wrong', inBook],
    ['unseen', unseen],
    ['random', total],
    ['favourites', favourites],
    ['sequential', total]
  ];
  return [
    ...modes.filter(([, count]) => count > 0).map(([mode]) => ({ value: mode as string, label: modeName(mode) })),
    ...topics.map(({ id, name }) => ({ value: `topic:${id}`, label: name })),
    ...statutes.map(({ id, name }) => ({ value: `statute:${id}`, label: name }))
  ];
}

export const strengthWords: Record<Strength, () => string> = {
  weak: m.practice_strength_weak,
  middling: m.practice_strength_middling,
  strong: m.practice_strength_strong
};

export const strengthTones: Record<Strength, Tone> = { weak: 'rouge', middling: 'plain', strong: 'jade' };

/** A unit's share in a table: the figure and, where it is not middling, what it means. */
export function shareWords(share: number | null): string {
  if (share === null) return m.practice_units_hidden();
  const strength = strengthOf(share);
  return strength === 'middling' ? `${share}%` : `${share}% ${strengthWords[strength]()}`;
}
