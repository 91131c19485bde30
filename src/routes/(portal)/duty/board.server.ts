import { byField } from '#lib/certification/duty-board.ts';
import type { BoardPerson, DutyBoard } from '#lib/certification/duty.server.ts';

/** The board as pages show it: people by field, each with what is said of them. */
export function fieldsOf({ people, fields }: DutyBoard) {
  return byField(people, fields).map(({ field, able, assist, off, ...counts }) => ({
    field,
    ...counts,
    able: able.map(shown),
    assist: assist.map(shown),
    off: off.map(shown)
  }));
}

const shown = ({ staffNumber, name, readiness, reasons }: BoardPerson) => ({
  staffNumber,
  name,
  state: readiness.state,
  reason: reasons[0] ?? null
});
