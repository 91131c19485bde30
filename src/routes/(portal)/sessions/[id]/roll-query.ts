import { z } from 'zod';
import { attendanceStates } from '#lib/learning/attendance.ts';
import { rollSorts } from '#lib/learning/session-sorts.ts';
import { optionalLine, paging } from '#lib/platform/input.ts';

/** What the address says of the attendance table. */
export const RollPage = paging.extend({
  pageSize: paging.shape.pageSize.catch(20).default(20),
  q: optionalLine(40),
  state: z.enum(['', ...attendanceStates]).default(''),
  sort: z.enum(rollSorts).default('unit'),
  /** The staff number of the person whose attendance is being corrected. */
  mark: optionalLine(64)
});
