/**
 * One declaration of a resource gives its query at the door, the check of what is asked, the shape of what is answered,
 * its part of the OpenAPI document and its section of the reference page.
 */
import { z } from 'zod';
import type { Locale } from '#lib/i18n/locale.ts';
import { opens } from '#lib/platform/actor.ts';
import type { Instant } from '#lib/platform/clock.ts';
import { query, type Context, type Operation } from '#lib/platform/door.server.ts';
import type { Scope } from '#lib/platform/permissions.ts';
import { parameterWords } from './parameter-words.ts';

export type Words = (params: Record<string, never>, options: { locale: Locale }) => string;

/** What a field means and how it looks, for people who read the document. */
export const explained = z.registry<{ says: Words; example: string | number | boolean | null }, z.core.$ZodType>();

/** A field with its meaning and an example. */
export function field<S extends z.ZodType>(schema: S, says: Words, example: string | number | boolean | null): S {
  explained.add(schema, { says, example });
  return schema;
}

export interface Resource {
  /** Below `/api/v1`, with `{year}` where the address itself carries it. */
  path: string;
  scope: Scope;
  title: Words;
  says: Words;
  /** What may be asked, by the names that stand in the address. */
  parameters: z.ZodObject;
  /** The whole answer. */
  answer: z.ZodObject;
  /** One record of it: the fields that the reference page explains. */
  record: z.ZodObject;
  query: Operation<z.ZodType, unknown>;
}

/** The most records of one answer. */
const MOST = 200;
const USUAL = 100;

export interface Asked {
  /** The last key of the answer before, 0 at first. */
  after: number;
  limit: number;
  year?: number | undefined;
  since?: Instant | undefined;
}

interface ListDeclaration<R extends z.ZodObject> {
  name: string;
  scope: Scope;
  title: Words;
  says: Words;
  /** Of the filters that there are, those that the records can answer. */
  filters: readonly Filter[];
  record: R;
  /** Records behind a key, in the order of their keys, at most `limit`. */
  page(ctx: Context, asked: Asked): Promise<{ key: number; record: z.input<R> }[]>;
}

/** A list that is read piece by piece: each answer names the key after which the next one goes on. */
export function listResource<R extends z.ZodObject>(declared: ListDeclaration<R>): Resource {
  const parameters = z.strictObject({
    limit: field(z.coerce.number().int().min(1).max(MOST).default(USUAL), parameterWords.limit, USUAL),
    after: field(z.coerce.number().int().min(0).max(2_147_483_647).default(0), parameterWords.after, 128),
    ...Object.fromEntries(declared.filters.map((name) => [name, filters[name](parameterWords[name])]))
  });
  const answer = z.object({
    data: z.array(declared.record),
    next: field(z.int().nullable(), parameterWords.next, 128)
  });
  return {
    ...pick(declared),
    path: `/${declared.name}`,
    parameters,
    answer,
    query: untyped(
      query(`exchange.${declared.name}`, {
        input: parameters,
        allow: opens(declared.scope),
        async run(ctx, asked) {
          const { limit, after, year, 'updated-since': since } = asked as Read;
          const found = await declared.page(ctx, {
            ...{ after, year },
            since: since === undefined ? undefined : Date.parse(since),
            limit: limit + 1
          });
          const rows = found.slice(0, limit);
          return answer.parse({
            data: rows.map(({ record }) => record),
            next: found.length > limit ? rows.at(-1)!.key : null
          });
        }
      })
    )
  };
}

interface DocumentDeclaration<R extends z.ZodObject> {
  name: string;
  scope: Scope;
  title: Words;
  says: Words;
  answer: R;
  record: z.ZodObject;
  read(ctx: Context, year: number): Promise<z.input<R>>;
}

/** One document for each year; its address ends in the year. */
export function yearResource<R extends z.ZodObject>(declared: DocumentDeclaration<R>): Resource {
  const parameters = z.strictObject({ year: filters.year(parameterWords.year).unwrap() });
  return {
    ...pick(declared),
    path: `/${declared.name}/{year}`,
    parameters,
    answer: declared.answer,
    query: untyped(
      query(`exchange.${declared.name}`, {
        input: parameters,
        allow: opens(declared.scope),
        run: async (ctx, { year }) => declared.answer.parse(await declared.read(ctx, year))
      })
    )
  };
}

const filters = {
  year: (says: Words) => {
    const year = field(z.coerce.number().int().min(2000).max(2100), says, 2026);
    return field(year.optional(), says, 2026);
  },
  'updated-since': (says: Words) => field(z.iso.datetime({ offset: true }).optional(), says, '2026-11-01T00:00:00Z')
};
type Filter = keyof typeof filters;

interface Read {
  limit: number;
  after: number;
  year?: number;
  'updated-since'?: string;
}

/** What is asked comes as text from an address; the door reads it by the schema. */
const untyped = (operation: unknown) => operation as Resource['query'];

const pick = ({ scope, title, says, record }: Pick<Resource, 'scope' | 'title' | 'says' | 'record'>) => ({
  ...{ scope, title, says, record }
});

/** An instant as it leaves the house: UTC, ISO 8601. */
export const instantText = (at: Instant) => new Date(at).toISOString();
