import type { showCase } from './desk.server.ts';
import type { listRequests } from './requests.server.ts';

/** A case as its page shows it. */
export type ShownCase = Awaited<ReturnType<(typeof showCase)['run']>>;
/** What a handler asks of a supervisor, as the supervisor's page shows it. */
export type CaseRequest = Awaited<ReturnType<(typeof listRequests)['run']>>[number];
