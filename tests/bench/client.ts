/** A browser's half of the talk, as cheap as it gets: the machine's cores are for the server. */
import { Pool } from 'undici';
import { origin } from './server.ts';

interface Question {
  method?: 'GET' | 'POST';
  path: string;
  /** Of the session. */
  token?: string | undefined;
  form?: Record<string, string>;
  json?: unknown;
}

export interface Reply {
  body: string;
  location: string;
  /** The session that the server opened with this answer. */
  token: string | undefined;
}

export interface Client {
  /** @throws when the status is anything but this one: a bench of error pages measures nothing. */
  ask(question: Question, status: number): Promise<Reply>;
  /** Requests so far. */
  asked(): number;
  close(): Promise<void>;
}

/** Keeps so many connections open. */
export function openClient(connections: number): Client {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  let asked = 0;
  return {
    asked: () => asked,
    async ask({ method = 'GET', path, token, form, json }, status) {
      asked += 1;
      const answer = await pool.request({
        method,
        path,
        headers: {
          accept: json === undefined ? 'text/html' : 'application/json',
          ...(token && { cookie: `session=${token}` }),
          ...(method === 'POST' && { origin }),
          ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
          ...(json !== undefined && { 'content-type': 'application/json' })
        },
        body: form ? new URLSearchParams(form).toString() : json === undefined ? null : JSON.stringify(json)
      });
      const body = await answer.body.text();
      if (answer.statusCode !== status)
        throw new Error(`${method} ${path} answered ${answer.statusCode}: ${body.slice(0, 300)}`);
      const cookies = [answer.headers['set-cookie'] ?? []].flat();
      return {
        body,
        location: String(answer.headers.location ?? ''),
        token: cookies.map((cookie) => /^session=([^;]+)/.exec(cookie)?.[1]).find(Boolean)
      };
    },
    close: () => pool.close()
  };
}

/** Does every piece of work, so many at a time. @returns how many milliseconds each took, sorted. */
export async function inTurns<T>(pieces: Iterable<T>, atOnce: number, work: (piece: T) => Promise<void>) {
  const took: number[] = [];
  const rest = pieces[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = rest.next(); !next.done; next = rest.next()) {
        const began = performance.now();
        await work(next.value);
        took.push(performance.now() - began);
      }
    })
  );
  return took.sort((a, b) => a - b);
}
