/**
 * `npm run bench`: the speed of the portal's busiest ways (quality bars P1 and P2), over HTTP against the built
 * server on a throw-away data folder. Prints one table and asserts nothing. `-- --journeys 1000` makes longer rounds,
 * `-- --json` speaks to machines.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { keepPace, openPen, saturate } from './answering.ts';
import { inTurns, openClient, type Client } from './client.ts';
import { fillHall, type Hall } from './hall.ts';
import { travel, zipped, type Way } from './journey.ts';
import { startServer, type Server } from './server.ts';
import { figure, percentile, printTable, type Row } from './table.ts';
import { commitRate, hashRate, liveRate } from './yardsticks.ts';

const { values: options } = parseArgs({
  options: { journeys: { type: 'string', default: '300' }, json: { type: 'boolean', default: false } }
});
const JOURNEYS = Number(options.journeys);
const WARM_UP = 200;
const SITTINGS = 500;
const AT_ONCE = 64;
const SATURATION = 8000;
const PACE = { every: 5000, rounds: 4 };

type Round = Pick<Way, 'signIn' | 'oneByOne'> & { atOnce: number; journeys: number; goal: string };
const rounds: Round[] = [
  { signIn: true, oneByOne: false, atOnce: 8, journeys: JOURNEYS, goal: '≥ 30/s' },
  { signIn: true, oneByOne: false, atOnce: 32, journeys: JOURNEYS, goal: '≥ 30/s' },
  { signIn: false, oneByOne: false, atOnce: 8, journeys: 4 * JOURNEYS, goal: '≥ 300/s' },
  { signIn: false, oneByOne: false, atOnce: 32, journeys: 4 * JOURNEYS, goal: '≥ 300/s' },
  { signIn: false, oneByOne: true, atOnce: 32, journeys: 2 * JOURNEYS, goal: '' }
];

const folder = await mkdtemp(join(tmpdir(), 'chizheng-bench-'));
try {
  const rows = await bench();
  if (options.json) console.log(JSON.stringify(rows));
  else printTable(rows);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function bench(): Promise<Row[]> {
  const travellers = rounds.reduce((sum, { journeys }) => sum + journeys, WARM_UP);
  const hall = await fillHall(folder, travellers, SITTINGS);
  const commits = await commitRate(folder);
  const hashes = await hashRate();
  const server = await startServer(folder);
  try {
    const atRest = server.memory();
    const weight = await warmUp(hall);
    const live = await withClient(AT_ONCE, (client) => liveRate(client, AT_ONCE));
    const rows: Row[] = [];
    for (const round of rounds) rows.push(await measureJourneys(server, hall, round, { live, hashes }));
    rows.push({ ...plain('P1', 'HTML of a journey, gzip'), measured: `${figure(weight)} kB` });
    rows.push(...(await measureAnswers(server, hall, { live, commits })));
    const memory = `${figure(atRest)} MB, ${figure(server.memory())} MB`;
    rows.push({ ...plain('P6', 'memory at rest, and after all this'), goal: '≤ 200 MB at rest', measured: memory });
    rows.push({ ...plain('P6', 'ready after the start'), goal: '≤ 1 s', measured: `${figure(server.startedIn)} ms` });
    rows.push({ ...plain('', 'yardstick: empty requests'), measured: `${figure(live)}/s` });
    rows.push({ ...plain('', 'yardstick: durable commits one by one'), measured: `${figure(commits)}/s` });
    rows.push({ ...plain('', 'yardstick: password checks'), measured: `${figure(hashes)}/s` });
    return rows;
  } finally {
    await server.stop();
  }
}

/** The first requests of a process compile its code. @returns kilobytes of a journey's pages. */
async function warmUp({ candidates, examId }: Hall): Promise<number> {
  const weights: number[] = [];
  await withClient(8, (client) =>
    inTurns(candidates.splice(0, WARM_UP).entries(), 8, async ([at, candidate]) => {
      const pages = await travel(client, candidate, { examId, signIn: at % 4 === 0, oneByOne: at % 2 === 1 });
      if (at % 4 === 0) weights.push(zipped(pages));
    })
  );
  return weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
}

async function measureJourneys(
  server: Server,
  { candidates, examId }: Hall,
  { atOnce, journeys, goal, ...way }: Round,
  { live, hashes }: { live: number; hashes: number }
): Promise<Row> {
  const travellers = candidates.splice(0, journeys);
  return withClient(atOnce, async (client) => {
    const stop = startWatch(server, client);
    const took = await inTurns(travellers, atOnce, async (candidate) => {
      await travel(client, candidate, { ...way, examId });
    });
    const { seconds, requests, cost } = stop(journeys, 'journey');
    const perSecond = journeys / seconds;
    const what = `${way.signIn ? 'with' : 'without'} sign-in, ${atOnce} at once${way.oneByOne ? ', answers one by one' : ''}`;
    return {
      bar: 'P1',
      what,
      goal,
      measured: `${figure(perSecond)}/s, half within ${figure(percentile(took, 0.5))} ms`,
      ratio: way.signIn
        ? `${figure(perSecond / hashes)} of password checks`
        : `${figure(requests / seconds / live)} of empty requests`,
      cost
    };
  });
}

async function measureAnswers(
  server: Server,
  { sittings }: Hall,
  { live, commits }: { live: number; commits: number }
): Promise<Row[]> {
  return withClient(sittings.length, async (client) => {
    const pen = openPen(client);
    let stop = startWatch(server, client);
    const saved = await saturate(pen, sittings, AT_ONCE, SATURATION);
    const full = stop(saved, 'answer');
    stop = startWatch(server, client);
    const took = await keepPace(pen, sittings, PACE);
    const paced = stop(took.length, 'answer');
    const perSecond = saved / full.seconds;
    const [half, most, longest] = [percentile(took, 0.5), percentile(took, 0.99), took.at(-1)!].map(figure);
    return [
      {
        bar: 'P2',
        what: `answers durably saved, ${AT_ONCE} at once`,
        goal: '≥ 3,000/s',
        measured: `${figure(perSecond)}/s`,
        ratio: `${figure(perSecond / live)} of empty requests, ${figure(perSecond / commits)} of commits`,
        cost: full.cost
      },
      {
        bar: 'P2',
        what: `${sittings.length} candidates save every ${PACE.every / 1000} s`,
        goal: 'p99 ≤ 50 ms',
        measured: `p50 ${half} ms, p99 ${most} ms, longest ${longest} ms`,
        ratio: '',
        cost: paced.cost
      }
    ];
  });
}

async function withClient<T>(connections: number, work: (client: Client) => Promise<T>): Promise<T> {
  const client = openClient(connections);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** Watches the clock and both processors until it is stopped. */
function startWatch(server: Server, client: Client) {
  const before = { at: performance.now(), server: server.cpu(), client: process.cpuUsage(), asked: client.asked() };
  return (pieces: number, piece: string) => {
    const seconds = (performance.now() - before.at) / 1000;
    const own = process.cpuUsage(before.client);
    const ownSeconds = (own.user + own.system) / 1e6;
    const serverMs = ((server.cpu() - before.server) * 1000) / pieces;
    return {
      seconds,
      requests: client.asked() - before.asked,
      cost: `server ${figure(serverMs)} ms of CPU per ${piece}, client ${figure((ownSeconds / seconds) * 100)} % of a core`
    };
  };
}

function plain(bar: string, what: string): Row {
  return { bar, what, goal: '', measured: '', ratio: '', cost: '' };
}
