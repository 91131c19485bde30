import { certificateFile } from '#lib/certification/register.server.ts';
import { recordEvent } from '#lib/certification/history.server.ts';
import { importCertificates } from '#lib/certification/import.server.ts';
import { addDays, addMonths, dayOf, type Day } from '#lib/platform/clock.ts';
import type { Stage } from './town.ts';

const VALID_MONTHS = 60;
/** 执法领域, as the cards of the demo town name them. */
const FIELDS = ['市容环境', '市场监管', '农业农村', '规划建设'];
const AUTHORITY = '示例市司法局';

/** Days from today to the printed end, for those whose card is not simply valid; by seat on the roster. */
const soon: Record<number, number> = { 4: 15, 9: 22, 15: 31, 22: 38, 30: 44, 36: 57, 44: 63, 55: 70, 62: 84 };
const over: Record<number, number> = { 12: -9, 27: -31, 51: -62 };
/** Passed the exam and waits for the card. */
const waiting = new Set([48]);
const suspended = 40;

/** 71 holders: most cards run for years, a few end soon, three have ended, one is suspended, one is not there yet. */
export async function fillCards({ door, now, holders, as }: Stage): Promise<number> {
  const today = dayOf(now);
  const rows = holders.flatMap(({ staffNumber }, seat) => {
    if (waiting.has(seat)) return [];
    const expiresOn = endOf(seat, today);
    return [
      {
        row: seat + 2,
        staffNumber,
        number: `演示-${staffNumber}`,
        issuer: AUTHORITY,
        field: FIELDS[seat % 9 < 4 ? 0 : seat % 9 < 6 ? 1 : seat % 9 < 8 ? 2 : 3]!,
        issuedOn: addMonths(addDays(expiresOn, 1), -VALID_MONTHS),
        expiresOn
      }
    ];
  });
  await door.run(importCertificates, as('034'), { rows });
  const file = await door.run(certificateFile, as('034'), { staffNumber: holders[suspended]!.staffNumber });
  await door.run(recordEvent, as('034'), {
    certificateId: file.cards[0]!.id,
    kind: 'suspended',
    happenedOn: addDays(today, -12),
    authority: AUTHORITY,
    documentNumber: '演示〔1〕号',
    note: '演示：暂扣三十日'
  });
  return rows.length;
}

function endOf(seat: number, today: Day): Day {
  const days = soon[seat] ?? over[seat] ?? 200 + ((seat * 97) % 1400);
  return addDays(today, days);
}
