import { error, redirect } from '@sveltejs/kit';
import { browser } from '$app/environment';
import { m } from '#lib/i18n/paraglide/messages.js';
import { keptLesson } from '#lib/learning/learn-store.ts';
import type { ReadLesson } from '#lib/learning/read-lesson.server.ts';
import type { PageLoad } from './$types';

/** From the server, and without a network from what was taken along on this phone. */
export const load: PageLoad = async ({ params, fetch, url }) => {
  const response = await fetch(`/api/learn/${params.course}/${params.lesson}`).catch((problem: unknown) => {
    if (browser) return undefined;
    throw problem;
  });
  if (!response) {
    const kept = await keptLesson(params.course, params.lesson);
    if (!kept) error(503, { message: m.error_learning_offline(), code: 'learning.offline' });
    return { read: kept.page, offline: true };
  }
  if (response.status === 401) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
  const body: unknown = await response.json();
  if (!response.ok) error(response.status, body as App.Error);
  return { read: body as ReadLesson, offline: false };
};
