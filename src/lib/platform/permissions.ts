/**
 * Who may do what, readable from top to bottom. A permission opens a kind of work; which records it opens is
 * decided by the query or command itself, through the actor (own record, own unit, all).
 * What is not listed is refused.
 */
export const roles = {
  officer: [
    'own.view',
    'practice.use',
    'learn.use',
    'exam.sit',
    'session.attend',
    'law.view',
    'mentoring.take-part',
    'outreach.record'
  ],
  mentor: [
    'own.view',
    'practice.use',
    'learn.use',
    'exam.sit',
    'session.attend',
    'law.view',
    'mentoring.take-part',
    'mentoring.sign-off',
    'exam.mark',
    'outreach.record'
  ],
  trainer: [
    'own.view',
    'learn.use',
    'course.manage',
    'law.view',
    'law.manage',
    'bank.view',
    'bank.manage',
    'bank.review',
    'exam.manage',
    'exam.mark',
    'exam.results',
    'practice.units',
    'session.manage',
    'cadres.view',
    'hours.enter',
    'hours.approve',
    'figures.view',
    'report.view',
    'report.snapshots',
    'mentoring.take-part',
    'mentoring.manage',
    'proofs.issue',
    'outreach.manage',
    // What comes up again in complaints, as counts, is what to teach next.
    'complaints.statistics'
  ],
  supervisor: [
    'own.view',
    'learn.use',
    'law.view',
    'cadres.view',
    'register.view',
    // Three kinds of record, three rights: what the authority did, what the town decided, what was proposed.
    'register.manage',
    'measures.record',
    'proposals.record',
    'wall.view',
    'duty.view',
    'duty.manage',
    'exam.mark',
    'exam.results',
    'practice.units',
    'session.view',
    'hours.enter',
    'hours.approve',
    'bank.view',
    'bank.review',
    'figures.view',
    // The yearly report of the whole town: to read it, to write and freeze it, to read what was frozen.
    'report.view',
    'report.manage',
    'report.snapshots',
    'settings.view',
    'mentoring.take-part',
    'mentoring.manage',
    'mentoring.oversee',
    'proofs.issue',
    'outreach.manage',
    'complaints.approve',
    'complaints.statistics'
  ],
  'complaint-handler': ['own.view', 'learn.use', 'law.view', 'complaints.handle', 'complaints.statistics'],
  discipline: ['own.view', 'learn.use', 'law.view', 'complaints.discipline', 'complaints.statistics'],
  'system-admin': [
    'own.view',
    'roster.manage',
    'cadres.view',
    'accounts.manage',
    'settings.view',
    'settings.manage',
    'calendar.manage',
    'figures.view'
  ],
  'security-admin': [
    'own.view',
    'accounts.view',
    'roles.manage',
    // A token is a right given to another system: who makes accounts does not give it, and who gives it cannot use it.
    'tokens.manage',
    'sessions.end',
    'cadres.view',
    'settings.view'
  ],
  auditor: ['own.view', 'report.snapshots', 'audit.view', 'complaints.looks', 'accounts.view', 'settings.view']
} as const satisfies Record<string, readonly string[]>;

export type Role = keyof typeof roles;
export type Permission = (typeof roles)[Role][number];

/**
 * What a token of another system can open, each by itself; there is none for complaints and there will be none.
 * Decision: docs/decisions/0023-json-api.md.
 */
export const scopes = ['roster', 'certification', 'training', 'exams', 'outreach', 'figures'] as const;
export type Scope = (typeof scopes)[number];

/** Roles that one person never holds together: whoever makes accounts neither grants rights nor reads the trail. */
export const exclusiveRoles: readonly (readonly Role[])[] = [
  ['system-admin', 'security-admin', 'auditor'],
  ['system-admin', 'complaint-handler'],
  ['system-admin', 'discipline'],
  ['auditor', 'complaint-handler'],
  ['auditor', 'supervisor']
];

/** Roles whose view can be narrowed to one org unit. */
export const scopedRoles: readonly Role[] = ['supervisor', 'trainer', 'mentor'];

/** The first pair of roles that exclude each other, if any. Source: separation of duties, quality bar S10. */
export function conflictingRoles(held: Iterable<Role>): [Role, Role] | undefined {
  const set = new Set(held);
  for (const group of exclusiveRoles) {
    const [first, second] = group.filter((role) => set.has(role));
    if (first && second) return [first, second];
  }
  return undefined;
}

export const allRoles = Object.keys(roles) as Role[];
