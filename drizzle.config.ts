import { defineConfig } from 'drizzle-kit';

/** `npm run migrations` writes both folders from one schema; see `drizzle.postgres.config.ts` for the second. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './src/lib/*/schema.server.ts',
  out: './drizzle/sqlite',
  casing: 'snake_case'
});
