/** How the words are compiled: one setting for the bundler and for `npm run words`. */
import type { CompilerOptions } from '@inlang/paraglide-js';

export const messages = {
  project: './src/lib/i18n/project.inlang',
  outdir: './src/lib/i18n/paraglide',
  strategy: ['cookie', 'baseLocale'],
  cookieName: 'locale',
  emitGitIgnore: false,
  emitPrettierIgnore: false
} satisfies CompilerOptions;
