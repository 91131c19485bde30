import { defineConfig } from 'drizzle-kit';
import { engineOf } from './src/lib/platform/engine.ts';

// One schema, two folders: `npm run migrations` generates both, with DATABASE_URL choosing the builders.
const engine = engineOf(process.env.DATABASE_URL);

export default defineConfig({
  dialect: engine === 'postgres' ? 'postgresql' : 'sqlite',
  schema: './src/lib/*/schema.server.ts',
  out: `./drizzle/${engine}`,
  casing: 'snake_case'
});
