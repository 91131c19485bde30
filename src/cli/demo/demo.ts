import { listCadres } from '#lib/people/cadres.server.ts';
import { system } from '#lib/platform/actor.ts';
import type { Command } from '../command.ts';
import { fillTown } from './town.ts';

export const demo: Command = {
  usage: '[--keep]',
  says: 'fills an empty data folder (demo-data) with a fictional town',
  environment: { DATA_DIR: 'demo-data', DEMO: '1' },
  needsPortal: true,
  async run({ portal, options, environment }) {
    const { total } = await portal.run(listCadres, system, { state: 'all', pageSize: 1 });
    if (total && options.keep)
      return {
        result: { kept: true, cadres: total },
        lines: [`The demo town in ${environment.DATA_DIR} is there already.`]
      };
    if (total)
      throw new Error(
        `There is data in ${environment.DATA_DIR} already. Remove the folder, or name an empty one in DATA_DIR.`
      );
    const counts = await fillTown(portal);
    const lines = Object.entries(counts).map(([what, count]) => `  ${what}: ${count}`);
    return { result: counts, lines: [`The demo town stands in ${environment.DATA_DIR}:`, ...lines] };
  }
};
