/** The orders in which lists of sessions and of people at one can be read. */
export const sessionSorts = ['-starts', 'starts', 'title', '-title', '-hours', 'hours'] as const;
export const rollSorts = ['unit', 'name', '-name', 'arrived', '-arrived', 'state'] as const;
