import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { messages } from './src/lib/i18n/compile.ts';

export default defineConfig({
  plugins: [paraglideVitePlugin(messages), sveltekit()],
  // Township desktops and browsers inside phone apps are old. The server is not: rewritten for them, with every
  // private field a WeakMap, it would render each page the slower.
  // Bundled, the query builder is read as one file; as hundreds, Node reads its long list of exports again for each.
  ssr: { noExternal: ['drizzle-orm'] },
  environments: {
    client: {
      build: {
        target: ['es2020', 'chrome87', 'safari14'],
        rolldownOptions: {
          output: {
            codeSplitting: { groups: [{ name: 'house', test: /src\/lib\/(ui|i18n)\//, minShareCount: 40 }] }
          }
        }
      }
    }
  }
});
