/** How lists of events can be sorted; the newest day comes first unless the reader chooses. */
export const eventSorts = ['-day', 'day', 'place', '-place', 'people', '-people'] as const;
