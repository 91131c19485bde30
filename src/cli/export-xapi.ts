import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { statementLines, walkStatements } from '#lib/exchange/xapi/walk.server.ts';
import { system } from '#lib/platform/actor.ts';
import { dayOf } from '#lib/platform/clock.ts';
import type { Portal } from '#lib/portal.server.ts';
import type { Command } from './command.ts';

/** Learning records for a learning record store: the same file as the download, written piece by piece. */
export const exportXapi: Command = {
  usage: '--out FILE [--year Y]',
  says: 'learning records of a year as xAPI statements, one a line',
  needsPortal: true,
  async run({ portal, environment, options }) {
    const year = Number(options.year ?? dayOf(portal.house.clock.now()).slice(0, 4));
    if (!Number.isInteger(year)) throw new Error('--year wants a number, such as 2026');
    if (typeof options.out !== 'string') throw new Error('--out wants the file to write');
    let statements = 0;
    const counted = (async function* () {
      for await (const line of statementLines(everyStatement(portal, year, environment.ORIGIN))) {
        statements += 1;
        yield line;
      }
    })();
    // People's records: nobody but the owner of the machine reads the file.
    await pipeline(Readable.from(counted), createWriteStream(options.out, { mode: 0o600 }));
    return { result: { year, statements, file: options.out }, lines: [`Written: ${options.out} (${statements})`] };
  }
};

async function* everyStatement(portal: Portal, year: number, origin: string) {
  let after = 0;
  for (;;) {
    const piece = await portal.run(walkStatements, system, { year, origin, after });
    yield* piece.rows;
    if (piece.next === null) return;
    after = piece.next;
  }
}
