/** The words and simple rules of a pairing (师徒结对). Pure. */
import { daysBetween, type Day } from '#lib/platform/clock.ts';

/** Waits for both to accept; runs; ended with 合格, with 不合格, or before its time. */
export const pairingStatuses = ['proposed', 'active', 'completed', 'failed', 'ended'] as const;
export type PairingStatus = (typeof pairingStatuses)[number];

/** What happens to a pairing; each is a row that stays. */
export const pairingEventKinds = [
  'proposed',
  'accepted',
  'declined',
  'phase',
  'mentor-changed',
  'extended',
  'ended',
  'task-asked',
  'assessed',
  'opinion',
  'completed',
  'failed'
] as const;
export type PairingEventKind = (typeof pairingEventKinds)[number];

/** Whose opinion follows whose; the last one decides. */
export const opinionSeats = ['mentee', 'mentor', 'team-leader', 'leader'] as const;
export type OpinionSeat = (typeof opinionSeats)[number];

export const results = ['passed', 'extended', 'failed'] as const;
/** 合格, 延期, 不合格. */
export type Result = (typeof results)[number];

/** The seat whose turn it is, or undefined when all have spoken. */
export const nextSeat = (given: readonly OpinionSeat[]): OpinionSeat | undefined =>
  opinionSeats.find((seat) => !given.includes(seat));

/** Its running number as it stands on papers: SD-2026-007. */
export const pairingCode = ({ id, startsOn }: { id: number; startsOn: Day }): string =>
  `SD-${startsOn.slice(0, 4)}-${String(id).padStart(3, '0')}`;

/** The number of a signed record: DJ-2026-0417; a second version ends in /2. */
export const sealCode = ({
  recordId,
  turn,
  practisedOn
}: {
  recordId: number;
  turn: number;
  practisedOn: Day;
}): string => `DJ-${practisedOn.slice(0, 4)}-${String(recordId).padStart(4, '0')}${turn > 1 ? `/${turn}` : ''}`;

/** Days left, the last one counting 0; negative when it is over. */
export const daysLeft = ({ endsOn }: { endsOn: Day }, on: Day): number => daysBetween(on, endsOn);

/** Whether a mentor may still sign in it: it runs, and its last day has not passed. */
export const isRunning = ({ status, endsOn }: { status: PairingStatus; endsOn: Day }, on: Day): boolean =>
  status === 'active' && on <= endsOn;
