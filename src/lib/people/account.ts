/** `initial`: whoever owns it has not yet chosen a password. */
export const accountStates = ['active', 'initial', 'locked', 'disabled'] as const;
export type AccountState = (typeof accountStates)[number];
