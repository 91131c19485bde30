/** `npm test`: every check in the order of its price, stopping at the first that fails. People and machines run the same. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { requireBrowser } from './support/browser.ts';

interface Counts {
  passed: number;
  failed: number;
}

const total: Counts = { passed: 0, failed: 0 };

function step(name: string, line: string, count?: () => Counts) {
  console.log(`\n▸ ${name}`);
  const began = performance.now();
  const { status } = spawnSync(line, { shell: true, stdio: 'inherit' });
  if (count) {
    const { passed, failed } = count();
    total.passed += passed;
    total.failed += failed;
  }
  if (status !== 0) finish(name);
  console.log(`  ${name}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
}

function finish(brokenStep?: string): never {
  if (brokenStep) console.log(`\n${brokenStep} failed`);
  if (brokenStep && total.failed === 0) total.failed = 1;
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed ? 1 : 0);
}

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, never>;

mkdirSync('test-results', { recursive: true });
step('words', 'npm run --silent words');
step('types', 'npm run --silent check');
step('format', 'npm run --silent format:check');
step('lint', 'npm run --silent lint');
step('architecture', 'npm run --silent architecture');
step('unused', 'npm run --silent unused');
step(
  'unit tests on both engines',
  'npm run --silent unit -- --reporter=default --reporter=json --outputFile.json=test-results/unit.json',
  () => {
    const report = json('test-results/unit.json');
    return { passed: Number(report.numPassedTests), failed: Number(report.numFailedTests) };
  }
);
step('build', 'npm run --silent build');
requireBrowser();
step('end-to-end tests', 'npm run --silent e2e', () => {
  const { stats } = json('test-results/e2e.json') as unknown as {
    stats: { expected: number; unexpected: number; flaky: number };
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
});
finish();
