import { defineConfig } from 'vitest/config';

/** One domain suite, two engines: the variable decides at import time which builders `platform/table.ts` hands out. */
const engine = (name: string, databaseUrl: string) => ({
  extends: true as const,
  // Per engine: the template database is of its kind.
  test: { name, env: { DATABASE_URL: databaseUrl }, globalSetup: './tests/support/template.ts' }
});

/** The rooms run without the web framework, and so do their tests; what needs a browser is under `tests/e2e`. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/{resilience,security}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [engine('sqlite', 'sqlite:'), engine('postgres', 'pglite:')]
  }
});
