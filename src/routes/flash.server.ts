import type { Cookies } from '@sveltejs/kit';

const NAME = 'said';

/** Keeps one sentence for the next page. It holds no personal data: it travels in a cookie for a minute at most. */
export function setFlash(cookies: Cookies, sentence: string) {
  cookies.set(NAME, sentence, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 60 });
}

/** The sentence that waits, once. */
export function takeFlash(cookies: Cookies): string | undefined {
  const sentence = cookies.get(NAME);
  if (sentence !== undefined) cookies.delete(NAME, { path: '/' });
  return sentence;
}
