import { defineConfig } from 'drizzle-kit';

// The vocabulary of tables looks here when the schema is loaded, which happens after this file.
process.env.DATABASE_URL = 'pglite:';

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/lib/*/schema.server.ts',
  out: './drizzle/postgres',
  casing: 'snake_case'
});
