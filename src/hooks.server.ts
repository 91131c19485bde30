import { randomUUID } from 'node:crypto';
import {
  error,
  redirect,
  type Handle,
  type HandleServerError,
  type RequestEvent,
  type ServerInit
} from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { baseLocale, isLocale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { paraglideMiddleware } from '#lib/i18n/paraglide/server.js';
import { findSession, sessionCookieName } from '#lib/people/sessions.server.ts';
import { makeSetupLink, needsSetup } from '#lib/people/setup.server.ts';
import { anonymous, system } from '#lib/platform/actor.ts';
import { readEnvironment } from '#lib/platform/environment.server.ts';
import { DomainError, InvalidInput, statusOf } from '#lib/platform/errors.ts';
import { inertPolicy, securityHeaders } from '#lib/platform/headers.ts';
import { signInBrake, visitorBrake } from '#lib/platform/rate-limit.server.ts';
import { openPortal, type Portal } from '#lib/portal.server.ts';

const environment = readEnvironment(process.env);
const brakes = { signIn: signInBrake(), visitor: visitorBrake() };
let portal: Portal;

export const init: ServerInit = async () => {
  portal = await openPortal(environment);
  portal.startJobs();
  await announceSetup();
  process.once('sveltekit:shutdown', () => void portal.close());
};

/** Who asks, in which language, and the way to the door. */
const introduce: Handle = async ({ event, resolve }) => {
  const { locals, cookies } = event;
  locals.requestId = randomUUID();
  locals.house = portal.house;
  locals.demo = environment.DEMO;
  locals.channels = portal.channels;
  const locale = cookies.get('PARAGLIDE_LOCALE');
  locals.locale = isLocale(locale) ? locale : baseLocale;
  const theme = cookies.get('theme');
  locals.theme = theme === 'light' || theme === 'dark' ? theme : 'system';
  const token = cookies.get(sessionCookieName(event.url));
  const session = token ? await findSession(portal.house, token) : undefined;
  locals.actor = session?.actor ?? anonymous;
  locals.account = session?.account;
  locals.attempt = async (work) => {
    try {
      return await work();
    } catch (problem) {
      throw problem instanceof DomainError ? asHttpError(problem, event) : problem;
    }
  };
  locals.run = (operation, input) => locals.attempt(() => portal.run(operation, locals.actor, input, locals.requestId));
  return resolve(event);
};

/** Behind sign-in means behind sign-in; and a first password is changed before anything else. */
const guard: Handle = ({ event, resolve }) => {
  const { route, locals, url } = event;
  requireSameOrigin(event);
  if (/^\/\((portal|exam|reader)\)/.test(route.id ?? '')) {
    if (!locals.account) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
    // The demo's passwords are known to nobody; its people come in by one tap.
    if (locals.account.mustChangePassword && !locals.demo && url.pathname !== '/account/password')
      redirect(303, '/account/password');
  }
  return resolve(event);
};

const speak: Handle = ({ event, resolve }) => {
  if (event.route.id?.startsWith('/api')) return resolve(event);
  return paraglideMiddleware(event.request, ({ locale }) =>
    resolve(event, {
      transformPageChunk: ({ html }) => html.replace('%lang%', locale).replace('%theme%', event.locals.theme),
      preload: ({ type }) => type === 'js' || type === 'css'
    })
  );
};

const protect: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
  if (!response.headers.has('content-security-policy')) response.headers.set('content-security-policy', inertPolicy);
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
  response.headers.set('x-request-id', event.locals.requestId);
  return response;
};

/** What visitors look up rather than open: counted like what they send. */
const lookups = new Set(['/(public)/verify/[code]']);

/** Visitors without an account may send and look up only so much; wrong passwords from one address are counted apart. */
const brake: Handle = async ({ event, resolve }) => {
  const isLookup = lookups.has(event.route.id ?? '');
  if ((event.request.method === 'GET' && !isLookup) || event.locals.account) return resolve(event);
  const address = event.getClientAddress();
  const isSignIn = event.route.id === '/(public)/sign-in';
  await event.locals.attempt(() => (isSignIn ? brakes.signIn.require(address) : brakes.visitor.take(address)));
  const response = await resolve(event);
  if (isSignIn && response.status >= 400) await brakes.signIn.take(address).catch(() => undefined);
  return response;
};

export const handle = sequence(introduce, protect, guard, brake, speak);

/** A bug: the log keeps it under an id, the page shows only the id. */
export const handleError: HandleServerError = ({ error: problem, event, status }) => {
  const { locale, requestId } = event.locals;
  if (status === 404) return { message: errorText('page.not-found', {}, locale ?? baseLocale), code: 'page.not-found' };
  portal.house.log.error({ error: problem, id: requestId, route: event.route.id, status }, 'unexpected error');
  return { message: errorText('page.unexpected', {}, locale ?? baseLocale), code: 'page.unexpected', id: requestId };
};

/** While nobody administers this installation, its console shows the way in. */
async function announceSetup() {
  if (!(await portal.run(needsSetup, system, {}))) return;
  const { code } = await makeSetupLink(portal.house);
  console.log(`${m.app_first_start({}, { locale: baseLocale })} ${environment.ORIGIN}/set-up/${code}`);
}

function asHttpError(problem: DomainError, event: RequestEvent): never {
  const { locals, url } = event;
  if (problem.kind === 'unauthenticated' && !event.route.id?.startsWith('/api')) {
    redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  }
  const body: App.Error = { message: errorText(problem.code, problem.params, locals.locale), code: problem.code };
  if (problem instanceof InvalidInput) {
    body.fields = Object.fromEntries(
      Object.entries(problem.fields).map(([path, codes]) => [
        path,
        codes.map((code) => errorText(code, {}, locals.locale))
      ])
    );
  }
  error(statusOf[problem.kind], body);
}

/**
 * A change that does not come from our own pages is refused, whatever its content type. The interface for other systems
 * reads no cookie and changes nothing: what is no GET is told so there.
 */
function requireSameOrigin({ request, url, locals, route }: RequestEvent) {
  if (route.id?.startsWith('/api/v1/')) return;
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
  if (request.headers.get('origin') === url.origin) return;
  error(403, { message: errorText('page.foreign-origin', {}, locals.locale), code: 'page.foreign-origin' });
}
