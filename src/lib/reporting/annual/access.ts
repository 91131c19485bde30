/** For `allow`: the report speaks of the whole town, so a role that is narrowed to a unit does not open it. */
import type { Actor } from '#lib/platform/actor.ts';
import type { Permission } from '#lib/platform/permissions.ts';

const overTheTown = (permission: Permission) => (actor: Actor) =>
  actor.may(permission) && actor.reach(permission) === 'all';

/** Reads the report, its figures and the records behind them. */
export const seesReport = overTheTown('report.view');
/** Types totals in, edits the draft, freezes it. */
export const managesReport = overTheTown('report.manage');
/** Reads what was frozen. */
export const seesSnapshots = overTheTown('report.snapshots');
/** Small counts of complaints are for those who answer for their handling. */
export const seesComplaintCounts = overTheTown('complaints.approve');
