/** The document once more, laid out for people: the same schemas, field by field, with an example of the whole. */
import type { z } from 'zod';
import type { Locale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Scope } from '#lib/platform/permissions.ts';
import { API_PATH, jsonSchemaOf, parametersOf } from './openapi.server.ts';
import type { Resource } from './resource.server.ts';
import { resources } from './resources.server.ts';

type Schema = z.core.JSONSchema.BaseSchema;

export interface ReferenceField {
  name: string;
  type: string;
  means: string;
  example: string;
}

export interface ReferenceSection {
  id: string;
  title: string;
  says: string;
  scope: Scope;
  address: string;
  parameters: ReferenceField[];
  fields: ReferenceField[];
  curl: string;
  answer: string;
}

/** @param origin the address of this installation, for lines that can be copied */
export const referenceSections = (origin: string, locale: Locale): ReferenceSection[] =>
  resources.map((resource) => sectionOf(resource, origin, locale));

function sectionOf(resource: Resource, origin: string, locale: Locale): ReferenceSection {
  const { path, scope } = resource;
  const example = path.replace('{year}', '2026');
  return {
    id: path.split('/')[1]!,
    title: resource.title({}, { locale }),
    says: resource.says({}, { locale }),
    scope,
    address: `${API_PATH}${path}`,
    parameters: parametersOf(resource, locale).map(({ name, description, schema }) => ({
      ...{ name, means: description, type: typeOf(schema, locale) },
      example: text(schema.examples?.[0])
    })),
    fields: fieldsOf(jsonSchemaOf(resource.answer, locale), '', locale),
    curl: `curl -H "Authorization: Bearer $TOKEN" ${origin}${API_PATH}${example}`,
    answer: JSON.stringify(exampleOf(jsonSchemaOf(resource.answer, locale)), null, 2)
  };
}

/** Every field by its place in the answer: `data[].reasons[].code`. */
function fieldsOf(schema: Schema, place: string, locale: Locale): ReferenceField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const whole = property as Schema;
    const inner = innerOf(whole);
    const isList = inner.type === 'array';
    const here = `${place}${name}`;
    const below = isList ? (inner.items as Schema) : inner;
    const own = whole.description
      ? [
          {
            ...{ name: here, means: whole.description, type: typeOf(whole, locale) },
            example: below.properties ? '' : text(whole.examples?.[0])
          }
        ]
      : [];
    return [...own, ...fieldsOf(below, `${here}${isList ? '[]' : ''}.`, locale)];
  });
}

/** What a value is when it is not null. */
function innerOf(schema: Schema): Schema {
  const choices = (schema.anyOf ?? []) as Schema[];
  return choices.find(({ type }) => type !== 'null') ?? schema;
}

function typeOf(schema: Schema, locale: Locale): string {
  const inner = innerOf(schema);
  const plain = inner.enum ? inner.enum.join(' | ') : [inner.type, inner.format].filter(Boolean).join(', ');
  return inner === schema ? plain : m.exchange_reference_or_null({ type: plain }, { locale });
}

function exampleOf(schema: Schema): unknown {
  const inner = innerOf(schema);
  if (inner.type === 'array') return [exampleOf(inner.items as Schema)];
  if (inner.properties)
    return Object.fromEntries(
      Object.entries(inner.properties).map(([name, property]) => [name, exampleOf(property as Schema)])
    );
  return schema.examples?.[0] ?? null;
}

const text = (value: unknown) => (value === undefined ? '' : JSON.stringify(value));
