import { defineConfig } from '@playwright/test';
import { findBrowser } from './tests/support/browser.ts';

const PORT = 4317;

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 1,
  timeout: 60_000,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL: `http://localhost:${PORT}`,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: findBrowser(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run']
    }
  },
  webServer: {
    command: 'node tests/support/serve.ts',
    env: { PORT: String(PORT), ORIGIN: `http://localhost:${PORT}`, LOG_LEVEL: 'error' },
    url: `http://localhost:${PORT}/api/health/ready`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    timeout: 60_000
  }
});
