/**
 * The running server: the built pages behind Node's own HTTP server, with the security headers on static files
 * too, and a stop that lets every request under way finish.
 */
import { createServer } from 'node:http';
import { readEnvironment } from '#lib/platform/environment.server.ts';
import { filePolicy, securityHeaders } from '#lib/platform/headers.ts';

/** Within this time a stop is over, whatever hangs. */
const PATIENCE = 8000;

if (process.argv.includes('--demo')) {
  process.env.DEMO = '1';
  process.env.DATA_DIR ??= 'demo-data';
}
const environment = readEnvironment(process.env);
// The web adapter reads these when it is loaded.
process.env.ORIGIN = environment.ORIGIN;
process.env.BODY_SIZE_LIMIT ??= '11M';
const { handler } = (await import('../build/handler.js' as string)) as {
  handler: (request: unknown, response: unknown, next: () => void) => void;
};

const server = createServer((request, response) => {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  // Pages put their own in its place.
  response.setHeader('content-security-policy', filePolicy);
  handler(request, response, () => response.writeHead(404).end());
});
server.keepAliveTimeout = 65_000;
server.listen(environment.PORT, () => console.log(`Chizheng · ${environment.ORIGIN}`));

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), PATIENCE).unref();
  server.close(() => {
    process.emit('sveltekit:shutdown' as never);
  });
  server.closeIdleConnections();
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
