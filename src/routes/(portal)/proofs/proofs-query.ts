import { ListProofs } from '#lib/certification/proof-list.server.ts';

/** What the list and its export read from the address. */
export const ProofsQuery = ListProofs.omit({ pageSize: true });
