import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/i18n/locale.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Permission } from '#lib/platform/permissions.ts';
import type { NavGroup, NavItem } from '#lib/ui/Shell.svelte';

/** Words in a language, the reader's where none is named. */
type Words = (inputs?: Record<string, never>, options?: { locale?: Locale }) => string;

interface Entry {
  href: string;
  label: Words;
  icon: NavItem['icon'];
  /** Shown to whoever holds one of these; the pages themselves check again. */
  needs: Permission[];
  /** Not shown to whoever holds this: another entry leads there. */
  unless?: Permission;
  /** Only for a role that reaches over the whole town. */
  wholeTown?: true;
}

/** The contents of the book: every page that a role can reach, once. */
export const contents: { title?: Words; entries: Entry[] }[] = [
  {
    entries: [
      { href: '/', label: m.app_nav_today, icon: 'today', needs: ['own.view'] },
      { href: '/reminders', label: m.reminders_title, icon: 'bell', needs: ['own.view'] }
    ]
  },
  {
    title: m.app_nav_group_card,
    entries: [
      { href: '/wall', label: m.app_nav_wall, icon: 'wall', needs: ['wall.view'] },
      { href: '/duty', label: m.duty_nav, icon: 'clip', needs: ['duty.view'] },
      { href: '/register', label: m.app_nav_register, icon: 'stamp', needs: ['register.view'] }
    ]
  },
  {
    title: m.app_nav_group_training,
    entries: [
      { href: '/learn', label: m.app_nav_learn, icon: 'book', needs: ['learn.use'] },
      { href: '/practice', label: m.app_nav_practice, icon: 'redo', needs: ['practice.use'] },
      {
        href: '/sessions',
        label: m.app_nav_sessions,
        icon: 'board',
        needs: ['session.attend', 'session.manage', 'session.view']
      },
      { href: '/exams', label: m.app_nav_exams, icon: 'exam', needs: ['exam.sit', 'exam.manage', 'exam.results'] },
      {
        href: '/mentoring',
        label: m.app_nav_mentoring,
        icon: 'pair',
        needs: ['mentoring.take-part', 'mentoring.manage']
      },
      { href: '/outreach', label: m.outreach_nav, icon: 'flag', needs: ['outreach.record', 'outreach.manage'] },
      { href: '/practice/units', label: m.practice_units_nav, icon: 'chart', needs: ['practice.units'] },
      { href: '/marking', label: m.marking_nav, icon: 'check', needs: ['exam.mark'] },
      { href: '/courses', label: m.courses_nav, icon: 'stack', needs: ['course.manage'] },
      { href: '/bank', label: m.app_nav_bank, icon: 'pencil', needs: ['bank.view'] },
      { href: '/proofs', label: m.proofs_title, icon: 'stamp', needs: ['proofs.issue'] },
      { href: '/law', label: m.app_nav_law, icon: 'law', needs: ['law.view'] },
      { href: '/hours', label: m.app_nav_hours, icon: 'clock', needs: ['own.view'] }
    ]
  },
  {
    title: m.app_nav_group_supervision,
    entries: [
      {
        href: '/complaints',
        label: m.complaints_title,
        icon: 'report',
        needs: ['complaints.handle', 'complaints.discipline']
      },
      { href: '/complaints/requests', label: m.complaints_requests, icon: 'check', needs: ['complaints.approve'] },
      {
        href: '/complaints/warnings',
        label: m.complaints_warnings,
        icon: 'warn',
        needs: ['complaints.approve', 'complaints.discipline']
      },
      {
        href: '/complaints/statistics',
        label: m.complaints_statistics,
        icon: 'chart',
        needs: ['complaints.statistics']
      },
      { href: '/complaints/looks', label: m.complaints_looks, icon: 'eye', needs: ['complaints.looks'] },
      { href: '/reports', label: m.annual_nav, icon: 'report', needs: ['report.view'], wholeTown: true },
      {
        href: '/reports/snapshots',
        label: m.annual_snapshots,
        icon: 'lock',
        needs: ['report.snapshots'],
        unless: 'report.view',
        wholeTown: true
      }
    ]
  },
  {
    title: m.app_nav_group_people,
    entries: [
      { href: '/people', label: m.app_nav_people, icon: 'pair', needs: ['cadres.view'] },
      {
        href: '/accounts',
        label: m.app_nav_accounts,
        icon: 'user',
        needs: ['accounts.manage', 'accounts.view', 'roles.manage']
      }
    ]
  },
  {
    title: m.app_nav_group_system,
    entries: [
      { href: '/settings', label: m.app_nav_settings, icon: 'gear', needs: ['settings.view'] },
      { href: '/audit', label: m.app_nav_audit, icon: 'list', needs: ['audit.view'] }
    ]
  }
];

/** Most used on a phone first; the last place is always the person's own page. */
const thumb = [
  '/',
  '/learn',
  '/practice',
  '/exams',
  '/sessions',
  '/wall',
  '/duty',
  '/mentoring',
  '/outreach',
  '/complaints',
  '/hours',
  '/bank',
  '/people',
  '/accounts',
  '/settings',
  '/audit',
  '/law'
];

export const isFor = (actor: Actor, { needs, unless, wholeTown }: Entry) =>
  !(unless && actor.may(unless)) &&
  needs.some((permission) => (wholeTown ? actor.reach(permission) === 'all' : actor.may(permission)));

/** @param unread how many reminders wait, shown beside their entry. */
export function navigationOf(actor: Actor, path: string, unread = 0): { groups: NavGroup[]; bottom: NavItem[] } {
  // Of two that fit, such as practice and practice by unit, the longer one is where the reader is.
  const here = contents
    .flatMap(({ entries }) => entries.map(({ href }) => href))
    .concat('/account')
    .filter((href) => path === href || (href !== '/' && path.startsWith(`${href}/`)))
    .reduce((longest, href) => (href.length > longest.length ? href : longest), '');
  const item = ({ href, label, icon }: Entry): NavItem => ({
    href,
    label: label(),
    icon,
    current: href === here,
    ...(href === '/reminders' && unread ? { count: unread } : {})
  });
  const visible = contents
    .map(({ title, entries }) => ({
      ...(title ? { title: title() } : {}),
      items: entries.filter((entry) => isFor(actor, entry)).map(item)
    }))
    .filter(({ items }) => items.length);
  const all = visible.flatMap(({ items }) => items);
  const own = item({ href: '/account', label: m.app_nav_me, icon: 'user', needs: [] });
  // A mentor signs where the practice is: on the street, with one thumb.
  const order = actor.may('mentoring.sign-off') ? ['/', '/mentoring', ...thumb] : thumb;
  const bottom = [...new Set(order)].flatMap((href) => all.find((entry) => entry.href === href) ?? []).slice(0, 4);
  return { groups: visible, bottom: [...bottom, own] };
}
