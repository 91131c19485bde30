import { z } from 'zod';
import { dayInput, line, rowId } from '#lib/platform/input.ts';
import type { Day } from '#lib/platform/table.ts';

/** 编制类别: administrative staff, staff of public institutions, and auxiliaries without enforcement power. */
export const establishments = ['administrative', 'public-institution', 'auxiliary'] as const;
export type Establishment = (typeof establishments)[number];

/**
 * A name as it is kept: one form for each character, and no spaces between Chinese characters, which tables
 * use to make names equally wide (张　三).
 */
export function tidyName(name: string): string {
  return name
    .normalize('NFC')
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}

/** Letters, digits, and `.`, `_`, `-` inside. */
export const STAFF_NUMBER = /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,30}[\p{L}\p{N}])?$/u;

export const staffNumberInput = z
  .string()
  .overwrite((value) => value.normalize('NFKC').trim())
  .min(1)
  .regex(STAFF_NUMBER, 'people.staff-number-format');

export const nameInput = z.string().overwrite(tidyName).min(1).max(60);

const shape = {
  staffNumber: staffNumberInput,
  name: nameInput,
  unitId: rowId,
  post: line(60),
  establishment: z.enum(establishments),
  enforcementPost: z.boolean().default(false),
  joinedOn: dayInput
};

/**
 * Auxiliaries do no enforcement work, so their post cannot be an enforcement post.
 * Source: 山东省行政执法监督条例 art. 10.
 */
export const mayEnforce = (person: { establishment: Establishment; enforcementPost: boolean }) =>
  !(person.establishment === 'auxiliary' && person.enforcementPost);

export const CadreInput = z.object(shape);
export type CadreInput = z.output<typeof CadreInput>;
export const CadreEdit = z.object({ id: rowId, ...shape });

/** Whether somebody has left: the day of leaving is the first day without them. */
export const hasLeft = (person: { leftOn: Day | null }, day: Day) => person.leftOn !== null && person.leftOn <= day;
