/** One paper, one writing device: which one it is, and what a take-over means for the numbers of answers. */
/** Whether a device may write on a paper: nobody else holds it. */
export const mayWrite = (held: string | null, device: string | null): boolean => held === null || held === device;

/** How far the numbers of one holder reach. */
const REACH = 100_000;

/**
 * The number below which an answer of the present holder never begins. What an earlier holder sends late, from a
 * phone that was out of reach, is kept, but it never outranks what was answered after the take-over.
 */
export const firstNumberAfter = (takeOvers: number): number => takeOvers * REACH;
