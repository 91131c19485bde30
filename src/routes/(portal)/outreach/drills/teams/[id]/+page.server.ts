import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { speakersByName } from '#lib/outreach/drafting.server.ts';
import { teamKinds } from '#lib/outreach/drill.ts';
import { listTeams, saveTeam } from '#lib/outreach/team.server.ts';
import { missing } from '#lib/platform/errors.ts';
import { line, prose } from '#lib/platform/input.ts';
import { submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const NEW = 'new';
const Form = z.object({
  name: line(40),
  kind: z.enum(teamKinds).default('emergency-team'),
  people: z.number().int().min(1).max(5000),
  /** Names or staff numbers of those on the roster. */
  members: prose(6000)
});

export const load: PageServerLoad = async ({ locals, params }) => {
  const teams = await locals.run(listTeams, {});
  if (params.id === NEW) return { title: m.outreach_team_new(), known: [], form: await superValidate(zod4(Form)) };
  const team = await locals.attempt(async () => {
    const found = teams.find(({ id }) => String(id) === params.id);
    if (!found) throw missing('outreach.team-not-found');
    return found;
  });
  const { name, kind, people } = team;
  // By number: names may be shared.
  const members = team.members.map(({ staffNumber }) => staffNumber).join(' ');
  return {
    title: name,
    known: team.members,
    form: await superValidate({ name, kind, people, members }, zod4(Form), { errors: false })
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(
      event,
      Form,
      async ({ members, ...form }) => {
        const cadreIds = await event.locals.run(speakersByName, { typed: members, field: 'members' });
        const id = event.params.id === NEW ? undefined : event.params.id;
        return event.locals.run(saveTeam, { ...form, cadreIds, id });
      },
      { done: () => ({ to: '/outreach/drills', say: m.outreach_kept_now() }) }
    )
};
