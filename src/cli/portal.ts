/**
 * The command line of an installation: the same commands and queries as the web, run as the portal itself by whoever
 * owns the machine. `--json` prints the result for machines; the exit status tells success.
 */
import { parseArgs } from 'node:util';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { readEnvironment } from '#lib/platform/environment.server.ts';
import { DomainError } from '#lib/platform/errors.ts';
import { openPortal } from '#lib/portal.server.ts';
import { accounts } from './accounts.ts';
import { bankCheck } from './check-bank.ts';
import type { Command, Outcome } from './command.ts';
import { courses } from './courses.ts';
import { demo } from './demo/demo.ts';
import { exportXapi } from './export-xapi.ts';
import { importLaw } from './import-law.ts';
import { imports } from './imports.ts';
import { report as annualReport } from './report.ts';
import { upkeep } from './upkeep.ts';

const commands: Record<string, Command> = {
  ...accounts,
  ...imports,
  ...courses,
  'import-law': importLaw,
  'check-bank': bankCheck,
  report: annualReport,
  'export-xapi': exportXapi,
  ...upkeep,
  demo
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    format: { type: 'string' },
    out: { type: 'string' },
    login: { type: 'string' },
    name: { type: 'string' },
    from: { type: 'string' },
    year: { type: 'string' },
    docx: { type: 'string' },
    pdf: { type: 'string' },
    'law-folder': { type: 'string' },
    live: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false }
  }
});
const [name = '', ...words] = positionals;
const chosen = commands[name];

if (!chosen || values.help) {
  const lines = Object.entries(commands).map(
    ([command, { usage, says }]) => `  ${`${command} ${usage}`.padEnd(58)}${says}`
  );
  console.log(`npm run portal -- <command> [--json]\n\n${lines.join('\n')}`);
  process.exit(chosen || !name ? 0 : 2);
}

try {
  report(await run(chosen));
} catch (problem) {
  reportProblem(problem);
}

async function run(command: Command): Promise<Outcome> {
  const environment = readEnvironment({ LOG_LEVEL: 'silent', ...command.environment, ...process.env });
  if (!command.needsPortal) return command.run({ environment, words, options: values });
  const portal = await openPortal(environment);
  try {
    return await command.run({ portal, environment, words, options: values });
  } finally {
    await portal.close();
  }
}

function report({ ok = true, result, lines }: Outcome) {
  console.log(values.json ? JSON.stringify(result, null, 2) : lines.join('\n'));
  process.exitCode = ok ? 0 : 1;
}

function reportProblem(problem: unknown) {
  if (!(problem instanceof Error)) throw problem;
  const text = problem instanceof DomainError ? errorText(problem.code, problem.params, 'zh-CN') : problem.message;
  if (values.json)
    console.log(JSON.stringify({ error: problem instanceof DomainError ? problem.code : 'failed', text }));
  else console.error(text);
  process.exitCode = 1;
}
