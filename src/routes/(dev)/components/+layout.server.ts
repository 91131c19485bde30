import { error } from '@sveltejs/kit';
import { dev } from '$app/environment';
import type { LayoutServerLoad } from './$types';

/** The components page helps whoever builds screens; an installation does not have it. */
export const load: LayoutServerLoad = ({ cookies }) => {
  if (!dev) error(404);
  const theme = cookies.get('theme');
  return { theme: theme === 'light' || theme === 'dark' ? theme : 'system' } as const;
};
