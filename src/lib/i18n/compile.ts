import type { CompilerOptions } from '@inlang/paraglide-js';

/** How the words are compiled by the bundler; `npm run words` gives the same on the command line. */
export const messages = {
  project: './src/lib/i18n/project.inlang',
  outdir: './src/lib/i18n/paraglide',
  strategy: ['cookie', 'baseLocale'],
  emitGitIgnore: false,
  emitPrettierIgnore: false
} satisfies CompilerOptions;
