import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { formatDay } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { dayOf } from '#lib/platform/clock.ts';
import { dayInput, line, rowId } from '#lib/platform/input.ts';
import { defaultBasis, settingName } from '#lib/platform/setting-words.server.ts';
import { changeSetting, listSettings, withdrawSetting, type ListedSetting } from '#lib/platform/settings.server.ts';
import { settingDefinitions, settingGroups, settingKeys, settingText } from '#lib/platform/settings.ts';
import { valueWords } from '#lib/platform/words.ts';
import { act, readQuery, submit } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const View = z.object({
  show: z.enum(['all', 'unsure', 'changed']).default('all'),
  key: z.enum(['', ...settingKeys]).default('')
});
const ChangeForm = z.object({ key: z.enum(settingKeys), value: z.string(), effectiveFrom: dayInput, basis: line(300) });
const WithdrawForm = z.object({ id: rowId });

export const load: PageServerLoad = async ({ locals, url }) => {
  const view = readQuery(url, View);
  const rows = (await locals.run(listSettings, {})).map(shown);
  const kept = {
    all: rows,
    unsure: rows.filter((row) => row.certainty === 'UNSURE'),
    changed: rows.filter((row) => row.changed || row.planned.length > 0)
  };
  const groups = settingGroups
    .map((group) => ({ group, rows: kept[view.show].filter((row) => row.group === group) }))
    .filter((group) => group.rows.length > 0);
  const selected = rows.find((row) => row.key === view.key);
  const blank = selected && {
    key: selected.key,
    value: selected.text,
    effectiveFrom: dayOf(locals.house.clock.now()),
    basis: ''
  };
  return {
    title: m.platform_settings_title(),
    wide: true,
    view,
    groups,
    counts: {
      all: rows.length,
      unsure: kept.unsure.length,
      changed: kept.changed.length,
      sourced: rows.filter(({ certainty }) => certainty === 'FOUND' || certainty === 'FOUND-T').length
    },
    selected,
    mayChange: locals.actor.may('settings.manage'),
    mayGiveTokens: locals.actor.may('tokens.manage'),
    form: await superValidate(blank, zod4(ChangeForm), { errors: false })
  };
};

export const actions: Actions = {
  change: (event) =>
    submit(event, ChangeForm, (data) => event.locals.run(changeSetting, data), {
      done: (_, { key, effectiveFrom }) => ({
        to: withoutAction(event.url),
        say: m.platform_settings_saved({ name: settingName(key), day: formatDay(effectiveFrom) })
      })
    }),
  withdraw: async (event) => {
    const { id } = WithdrawForm.parse(Object.fromEntries(await event.request.formData()));
    return act(event, () => event.locals.run(withdrawSetting, { id }), {
      to: withoutAction(event.url),
      say: m.platform_settings_withdrawn()
    });
  }
};

function shown({ key, value, current, history, planned }: ListedSetting) {
  const { group, certainty, unit, entry, ...definition } = settingDefinitions[key];
  const withWords = (change: ListedSetting['history'][number]) => ({
    id: change.id,
    effectiveFrom: change.effectiveFrom,
    basis: change.basis,
    words: valueWords(key, change.value)
  });
  return {
    key,
    group,
    unit,
    entry,
    choices: 'choices' in definition ? [...(definition.choices ?? [])] : [],
    name: settingName(key),
    text: settingText(value),
    words: valueWords(key, value),
    since: current?.effectiveFrom ?? null,
    basis: current?.basis ?? defaultBasis(key),
    /** A value of the town's own is the town's choice, whatever the default rested on. */
    certainty: current ? ('choice' as const) : certainty,
    changed: current !== null,
    defaultWords: valueWords(key, definition.default),
    defaultBasis: defaultBasis(key),
    history: history.map(withWords),
    planned: planned.map(withWords)
  };
}

/** The address without the name of the action in it. */
function withoutAction(url: URL): string {
  const kept = [...url.searchParams].filter(([name]) => !name.startsWith('/'));
  return `${url.pathname}${kept.length ? `?${new URLSearchParams(kept)}` : ''}`;
}
