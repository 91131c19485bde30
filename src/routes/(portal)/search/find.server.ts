import type { Locale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Actor } from '#lib/platform/actor.ts';
import { folded, searchKey } from '#lib/platform/pinyin.ts';
import { searchEverywhere } from '#lib/search/everywhere.server.ts';
import { kinds, MOST, type Group } from '#lib/search/found.ts';
import { marked } from '#lib/search/marks.ts';
import { contents, isFor } from '../navigation.ts';

/** What the words find in every room, and the screens they name. */
export async function findEverywhere(locals: App.Locals, q: string): Promise<Group[]> {
  const groups = await locals.run(searchEverywhere, { q });
  const screens = findScreens(locals.actor, q, locals.locale);
  if (screens.hits.length) groups.push(screens);
  return groups.sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind));
}

/** The screens of the actor's book whose names hold the words, or are spelt by them. */
function findScreens(actor: Actor, q: string, locale: Locale): Extract<Group, { kind: 'screen' }> {
  const sought = folded(q);
  const own = { entries: [{ href: '/account', label: m.app_my_account, needs: [] }], title: undefined };
  const hits = [...contents, own].flatMap(({ title, entries }) =>
    entries
      .filter((entry) => !entry.needs.length || isFor(actor, { icon: 'user', ...entry }))
      .map(({ href, label }) => ({ href, name: label({}, { locale }) }))
      .filter(({ name }) => sought && keyOf(name).includes(sought))
      .map(({ href, name }) => ({
        href,
        title: marked(name, [sought]),
        facts: { group: title?.({}, { locale }) ?? null }
      }))
  );
  return { kind: 'screen', hits: hits.slice(0, MOST), more: null };
}

/** The names are few and the same for everybody: each is spelt once. */
const keys = new Map<string, string>();

function keyOf(name: string): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = searchKey(name);
  keys.set(name, key);
  return key;
}
