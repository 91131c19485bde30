/** How the villages can be sorted; those with the fewest visits come first unless the reader chooses. */
export const villageSorts = ['visits', '-visits', 'name', '-name'] as const;
