import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { messages } from './src/lib/i18n/compile.ts';

/** One domain suite, two engines: the variable decides at import time which builders `platform/table.ts` hands out. */
const engine = (name: string, databaseUrl: string) => ({
  extends: true as const,
  test: {
    name,
    include: ['src/**/*.test.ts', 'tests/{resilience,security}/**/*.test.ts'],
    env: { DATABASE_URL: databaseUrl },
    globalSetup: './tests/support/template.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000
  }
});

export default defineConfig({
  plugins: [paraglideVitePlugin(messages), sveltekit()],
  build: { target: ['es2020', 'chrome87', 'safari14'] },
  server: { fs: { allow: ['.'] } },
  test: {
    projects: [engine('sqlite', 'sqlite:'), engine('postgres', 'pglite:')]
  }
});
