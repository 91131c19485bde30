/** How drills can be sorted; the newest day comes first unless the reader chooses. */
export const drillSorts = ['-day', 'day', 'attended', '-attended'] as const;
