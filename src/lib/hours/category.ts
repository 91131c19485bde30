/** What the hours were spent on. */
export const hoursCategories = [
  'law-study',
  'enforcement-training',
  'online',
  'practice',
  'outreach',
  'other'
] as const;
export type HoursCategory = (typeof hoursCategories)[number];
