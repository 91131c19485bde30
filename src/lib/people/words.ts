/** The words of roles and kinds of establishment, in the reader's language. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { allRoles, type Role } from '#lib/platform/permissions.ts';
import { establishments, type Establishment } from './cadre.ts';

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
export const establishmentOptions = () =>
  establishments.map((value) => ({ value, label: establishmentName(value) }));
