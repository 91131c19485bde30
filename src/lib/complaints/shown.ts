import type { showCase } from './desk.server.ts';

/** A case as its page shows it. */
export type ShownCase = Awaited<ReturnType<(typeof showCase)['run']>>;
