import { defineConfig } from '@playwright/test';
import { findBrowser } from './tests/support/browser.ts';
import { demoURL, emptyURL } from './tests/support/installation.ts';

const server = (address: string, flags = '') => ({
  command: `node tests/support/serve.ts ${flags}`,
  url: `${address}/api/health/ready`,
  reuseExistingServer: false,
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 10_000 },
  timeout: 120_000
});

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  workers: 1,
  timeout: 120_000,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL: emptyURL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run'
      ]
    }
  },
  // What each route answers depends on what is in the town, so it is asked before any story changes it.
  projects: [
    { name: 'routes', testMatch: '**/routes.spec.ts' },
    { name: 'stories', testIgnore: '**/routes.spec.ts' }
  ],
  webServer: [server(emptyURL), server(demoURL, '--demo')]
});
