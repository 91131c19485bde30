import { json } from '@sveltejs/kit';

/** The process answers. */
export const GET = () => json({ live: true });
