/** Acts of the issuing authority on a card, as the town records them. */
export const certificateEventKinds = ['issued', 'renewed', 'replaced', 'suspended', 'restored', 'handed-in', 'cancelled'] as const;
export type CertificateEventKind = (typeof certificateEventKinds)[number];
