/** How another system's request becomes an answer: token, rate, parameters, the door, and problem details (RFC 9457). */
import { createHash } from 'node:crypto';
import { countUse, findToken } from '#lib/exchange/tokens.server.ts';
import { findResource } from '#lib/exchange/resources.server.ts';
import type { Resource } from '#lib/exchange/resource.server.ts';
import { errorText } from '#lib/i18n/error-text.server.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { openDoor, type House } from '#lib/platform/door.server.ts';
import { DomainError, InvalidInput, missing, statusOf } from '#lib/platform/errors.ts';
import { openBrake, type Brake } from '#lib/platform/rate-limit.server.ts';

/** What one token may ask in a minute, and how often one network may come without a token that holds. */
export interface Brakes {
  token: Brake;
  stranger: Brake;
}
export const openBrakes = (): Brakes => ({
  token: openBrake({ tries: 300, seconds: 60 }),
  stranger: openBrake({ tries: 60, seconds: 60 })
});

interface Asked {
  request: Request;
  /** Below `/api/v1`. */
  address: string;
  /** The network it came from. */
  from: string;
  requestId: string | null;
  locale: Locale;
}

/** The answer to a GET; a domain error becomes problem details, anything else rises. */
export async function answer(house: House, brakes: Brakes, asked: Asked): Promise<Response> {
  try {
    const token = await admitted(house, brakes, asked);
    const found = findResource(asked.address);
    if (!found) throw missing('exchange.no-such-resource');
    const input = parametersOf(found, new URL(asked.request.url));
    const body = await openDoor(house).run(found.resource.query, token.actor, input, asked.requestId);
    return unchangedOr(asked.request, JSON.stringify(body));
  } catch (problem) {
    if (!(problem instanceof DomainError)) throw problem;
    return problemDetails(problem, asked.locale);
  }
}

/** To every other method. */
export function wrongMethod(locale: Locale): Response {
  return problemBody({
    ...{ status: 405, code: 'exchange.read-only', title: errorText('exchange.read-only', {}, locale) },
    headers: { allow: 'GET, HEAD' }
  });
}

async function admitted(house: House, brakes: Brakes, { request, from }: Asked) {
  const [, given] = /^Bearer ([\w-]+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  const found = given ? await findToken(house, given) : undefined;
  if (!found) {
    await brakes.stranger.take(from);
    throw new DomainError('unauthenticated', 'exchange.token-needed');
  }
  await brakes.token.take(`token ${found.id}`);
  await countUse(house, found.id);
  return found;
}

/** Each parameter once and by its name; one that is not declared is an error and no silent nothing. */
function parametersOf({ resource, fromPath }: { resource: Resource; fromPath: Record<string, string> }, url: URL) {
  const wrong: Record<string, string[]> = {};
  const given: Record<string, string> = {};
  for (const [name, value] of url.searchParams) {
    if (!(name in resource.parameters.shape) || name in fromPath) wrong[name] = ['exchange.unknown-parameter'];
    else if (name in given) wrong[name] = ['exchange.repeated-parameter'];
    else given[name] = value;
  }
  if (Object.keys(wrong).length) throw new InvalidInput(wrong);
  return { ...given, ...fromPath };
}

/** Nothing is kept on the way; who has kept the last answer may ask whether it still holds. */
function unchangedOr(request: Request, body: string): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  const headers = { etag, 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' };
  const known = (request.headers.get('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) return new Response(null, { status: 304, headers: { etag } });
  return new Response(body, { headers });
}

function problemDetails(problem: DomainError, locale: Locale): Response {
  const { kind, code, params } = problem;
  return problemBody({
    ...{ status: statusOf[kind], code, title: errorText(code, params, locale) },
    ...(problem instanceof InvalidInput ? { parameters: wordsOf(problem.fields, locale) } : {}),
    headers: {
      ...(kind === 'unauthenticated' ? { 'www-authenticate': 'Bearer' } : {}),
      ...(kind === 'too-many' ? { 'retry-after': String(params.seconds ?? 60) } : {})
    }
  });
}

const wordsOf = (fields: Record<string, string[]>, locale: Locale) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, codes]) => [name, codes.map((code) => errorText(code, {}, locale))])
  );

interface Problem {
  status: number;
  code: string;
  title: string;
  parameters?: Record<string, string[]>;
  headers?: Record<string, string>;
}

function problemBody({ headers = {}, ...problem }: Problem): Response {
  return new Response(JSON.stringify({ type: 'about:blank', ...problem }), {
    status: problem.status,
    headers: { ...headers, 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' }
  });
}
