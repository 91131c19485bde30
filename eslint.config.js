import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import typescript from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** What a room may not know, so that its rules run in a test, on the command line and in the web alike. */
const webOnly = {
  patterns: [
    {
      group: ['@sveltejs/kit', '@sveltejs/kit/*', '$app/*', '$env/*'],
      message: 'A room does not know the web framework.'
    },
    { group: ['#routes/*'], message: 'Rooms do not import routes.' }
  ]
};
/** What a route may not know: it turns HTTP into calls and results into pages. */
const tables = {
  patterns: [
    { group: ['drizzle-orm', 'drizzle-orm/*', '**/schema.server.ts'], message: 'A route never touches tables.' }
  ]
};

export default typescript.config(
  {
    ignores: [
      'build/',
      '.svelte-kit/',
      'node_modules/',
      'src/lib/i18n/paraglide/',
      'data/',
      'demo-data/',
      'test-results/'
    ]
  },
  js.configs.recommended,
  ...typescript.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      'no-undef': 'off',
      // Rules over Chinese text name the full-width space.
      'no-irregular-whitespace': [
        'error',
        { skipStrings: true, skipRegExps: true, skipTemplates: true, skipComments: true }
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error'
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: typescript.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      // Sets and maps that only serve one computation are meant to be plain.
      'svelte/prefer-svelte-reactivity': 'off',
      // The content policy drops inline styles, so one that is written would silently do nothing.
      'svelte/no-inline-styles': 'error',
      // The portal is served from the root of its own host; there is no base path to add.
      'svelte/no-navigation-without-resolve': 'off'
    }
  },
  {
    files: ['src/lib/**/*.ts'],
    ignores: ['**/*.test.ts', 'src/lib/ui/**'],
    rules: { 'no-restricted-imports': ['error', webOnly] }
  },
  { files: ['src/routes/**', 'src/hooks.server.ts'], rules: { 'no-restricted-imports': ['error', tables] } }
);
