import { defineConfig } from '@playwright/test';

// Each journey starts a server of its own on a free port (tests/journeys fixtures), so there is no baseURL here.
export default defineConfig({
  testDir: 'tests/journeys',
  globalSetup: './tests/journeys/prepare.ts',
  outputDir: 'test-results',
  forbidOnly: true,
  retries: 0,
  // One more than a small machine has cores: each waits for mails and pages much of its time.
  workers: 3,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // What is not there to be pressed is said soon, and not when the time of the whole journey is over.
    actionTimeout: 30_000,
    // Recording takes a sixth of the time of a journey: TRACE=1 when one is looked into.
    trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
