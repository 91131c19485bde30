/** Which browser the end-to-end tests drive: an installed one, Playwright's own, or Debian's. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe'
];
const DOWNLOAD_LIMIT = 5 * 60 * 1000;

/** @returns the browser's path, or undefined when there is none yet. */
export function findBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  const installed = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...installed, ...ELSEWHERE, chromium.executablePath()].find((path) => existsSync(path));
}

/** Finds a browser or installs one. @throws with a sentence that says what to do when neither works. */
export function requireBrowser(): string {
  return findBrowser() ?? (downloadPlaywrights() || installDebians()) ?? giveUp();
}

function downloadPlaywrights(): string | undefined {
  spawnSync('playwright', ['install', 'chromium'], { stdio: 'inherit', timeout: DOWNLOAD_LIMIT, shell: true });
  return findBrowser();
}

function installDebians(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const apt = (...words: string[]) =>
    spawnSync('apt-get', words, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium');
  return findBrowser();
}

function giveUp(): never {
  throw new Error('The end-to-end tests need a browser: install Chromium or Google Chrome, then run the tests again.');
}
