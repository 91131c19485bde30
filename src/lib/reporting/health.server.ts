import { z } from 'zod';
import { countQuestions } from '#lib/assessment/counts.server.ts';
import { countPeople } from '#lib/people/counts.server.ts';
import { holds, type Actor } from '#lib/platform/actor.ts';
import { query } from '#lib/platform/door.server.ts';

/** The bank in figures, for those who keep it. */
export const bankHealth = query('reporting.bank-health', {
  input: z.object({}),
  allow: holds('bank.manage'),
  run: (ctx) => countQuestions(ctx)
});

const keepsPeople = (actor: Actor) =>
  actor.may('accounts.manage') || actor.may('accounts.view') || actor.may('roles.manage');

/** Roster and accounts in figures, for administrators and the auditor. */
export const rosterHealth = query('reporting.roster-health', {
  input: z.object({}),
  allow: keepsPeople,
  run: (ctx) => countPeople(ctx)
});
