import type { Actor } from '#lib/platform/actor.ts';
import { DomainError, refused } from '#lib/platform/errors.ts';

/** For pages that hold only a form: whoever may not send it does not see it either. Takes what `allow` takes. */
export function requireAllowed(locals: App.Locals, allow: (actor: Actor) => boolean): Promise<void> {
  return locals.attempt(async () => {
    if (allow(locals.actor)) return;
    throw locals.actor.kind === 'anonymous'
      ? new DomainError('unauthenticated', 'people.sign-in-first')
      : refused('people.not-allowed');
  });
}
