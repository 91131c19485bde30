/** 证据移交链: what can happen to a piece of evidence, and what cannot follow on what. */

/** `opened`: somebody looked at its file. */
export const custodyKinds = ['handed-out', 'returned', 'opened'] as const;
export type CustodyKind = (typeof custodyKinds)[number];

/** Whether a piece is with somebody else. @param chain in the order in which it happened */
export const isOut = (chain: readonly { kind: CustodyKind }[]): boolean =>
  chain.findLast(({ kind }) => kind !== 'opened')?.kind === 'handed-out';
