/** The words of roles and kinds of establishment, in the reader's language. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { allRoles, type Role } from '#lib/platform/permissions.ts';
import type { Tone } from '#lib/ui/tones.ts';
import { accountStates, type AccountState } from './account.ts';
import { establishments, type Establishment } from './cadre.ts';
import type { RelationKind } from './relation.ts';
import type { RosterColumn } from './roster-words.ts';

const roleNames = {
  officer: m.people_role_officer,
  mentor: m.people_role_mentor,
  trainer: m.people_role_trainer,
  supervisor: m.people_role_supervisor,
  'complaint-handler': m.people_role_complaint_handler,
  discipline: m.people_role_discipline,
  'system-admin': m.people_role_system_admin,
  'security-admin': m.people_role_security_admin,
  auditor: m.people_role_auditor
} satisfies Record<Role, () => string>;

const roleNotes = {
  officer: m.people_role_note_officer,
  mentor: m.people_role_note_mentor,
  trainer: m.people_role_note_trainer,
  supervisor: m.people_role_note_supervisor,
  'complaint-handler': m.people_role_note_complaint_handler,
  discipline: m.people_role_note_discipline,
  'system-admin': m.people_role_note_system_admin,
  'security-admin': m.people_role_note_security_admin,
  auditor: m.people_role_note_auditor
} satisfies Record<Role, () => string>;

const establishmentNames = {
  administrative: m.people_establishment_administrative,
  'public-institution': m.people_establishment_public_institution,
  auxiliary: m.people_establishment_auxiliary
} satisfies Record<Establishment, () => string>;

export const roleName = (role: Role) => roleNames[role]();
/** What the role lets a person do, in one line. */
export const roleNote = (role: Role) => roleNotes[role]();
export const establishmentName = (establishment: Establishment) => establishmentNames[establishment]();

export const roleOptions = () => allRoles.map((role) => ({ value: role, label: roleName(role) }));
export const establishmentOptions = () => establishments.map((value) => ({ value, label: establishmentName(value) }));

const columnNames = {
  staffNumber: m.people_staff_number,
  name: m.people_name,
  unit: m.people_unit,
  post: m.people_post,
  establishment: m.people_establishment,
  enforcementPost: m.people_enforcement_post,
  joinedOn: m.people_joined_on,
  leftOn: m.people_left_on
} satisfies Record<RosterColumn, () => string>;

export const rosterColumnName = (column: RosterColumn) => columnNames[column]();

/** A value of a roster field as people read it. */
export function rosterValue(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined || value === '') return m.people_empty_value();
  if (typeof value === 'boolean') return value ? m.people_yes() : m.people_no();
  const kind = establishments.find((one) => one === value);
  return kind ? establishmentName(kind) : String(value);
}

const stateNames = {
  active: m.people_account_active,
  initial: m.people_account_initial,
  locked: m.people_account_locked,
  disabled: m.people_account_disabled
} satisfies Record<AccountState, () => string>;

export const accountStateName = (state: AccountState) => stateNames[state]();
export const accountStateOptions = () => accountStates.map((value) => ({ value, label: accountStateName(value) }));
export const accountStateTone: Record<AccountState, Tone> = {
  active: 'jade',
  initial: 'amber',
  locked: 'rouge',
  disabled: 'plain'
};

export const relationWords = {
  spouse: m.people_relation_spouse,
  'blood-relative': m.people_relation_blood_relative,
  'in-law': m.people_relation_in_law,
  other: m.people_relation_other
} satisfies Record<RelationKind, () => string>;
