/** The four states of the visual language: each has its own colour, icon and shape. */
import type { IconName } from './icons.ts';

export type Tone = 'jade' | 'amber' | 'plain' | 'rouge' | 'navy';

export type TileState = 'ok' | 'soon' | 'gap' | 'out';

export const toneOf: Record<TileState, Tone> = { ok: 'jade', soon: 'amber', gap: 'plain', out: 'rouge' };

export const stateIcon: Record<TileState, IconName> = { ok: 'ok', soon: 'clock', gap: 'gap', out: 'ban' };

/** The icon a tone carries when the caller names none. */
export const toneIcon: Record<Tone, IconName> = {
  jade: 'ok',
  amber: 'clock',
  plain: 'gap',
  rouge: 'ban',
  navy: 'info'
};
