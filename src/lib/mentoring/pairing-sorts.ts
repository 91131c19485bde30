export const pairingSorts = ['starts', '-starts', 'ends', '-ends'] as const;
