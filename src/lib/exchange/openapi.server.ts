/** The OpenAPI 3.1 document, made from the same declarations that answer: it cannot promise what is not there. */
import { z } from 'zod';
import type { Locale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { explained, type Resource } from './resource.server.ts';
import { resources } from './resources.server.ts';

type Schema = z.core.JSONSchema.BaseSchema;

interface Parameter {
  name: string;
  in: 'query' | 'path';
  required: boolean;
  description: string;
  schema: Schema;
}

interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  security: { token: string[] }[];
  parameters: Parameter[];
  responses: Record<string, object>;
}

export interface ApiDocument {
  openapi: '3.1.1';
  info: { title: string; version: string; description: string };
  jsonSchemaDialect: string;
  servers: { url: string }[];
  security: { token: string[] }[];
  paths: Record<string, { get: Operation }>;
  components: Record<string, object>;
}

export const API_PATH = '/api/v1';

/** @param origin the address of this installation */
export function apiDocument(origin: string, locale: Locale): ApiDocument {
  return {
    openapi: '3.1.1',
    info: {
      title: m.exchange_document_title({}, { locale }),
      version: '1',
      description: m.exchange_document_text({}, { locale })
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: `${origin}${API_PATH}` }],
    security: [{ token: [] }],
    paths: Object.fromEntries(resources.map((resource) => [resource.path, { get: operationOf(resource, locale) }])),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: m.exchange_document_token({}, { locale }) }
      },
      schemas: { Problem: problemSchema(locale) },
      responses: Object.fromEntries(
        Object.entries(problems).map(([name, says]) => [name, problemResponse(says({}, { locale }))])
      )
    }
  };
}

/** A schema as JSON Schema 2020-12, with what its fields mean. */
export const jsonSchemaOf = (schema: z.ZodType, locale: Locale, io: 'input' | 'output' = 'output'): Schema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    override({ zodSchema, jsonSchema }) {
      // What JavaScript can hold is no promise about the number.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      const words = explained.get(zodSchema);
      if (!words) return;
      jsonSchema.description = words.says({}, { locale });
      jsonSchema.examples = [words.example];
    }
  });
  return rest;
};

function operationOf(resource: Resource, locale: Locale): Operation {
  return {
    operationId: resource.query.name.replace(/^exchange\./, ''),
    summary: resource.title({}, { locale }),
    description: resource.says({}, { locale }),
    tags: [resource.scope],
    security: [{ token: [resource.scope] }],
    parameters: parametersOf(resource, locale),
    responses: {
      '200': {
        description: m.exchange_answer_found({}, { locale }),
        headers: { ETag: { schema: { type: 'string' } } },
        content: { 'application/json': { schema: jsonSchemaOf(resource.answer, locale) } }
      },
      '304': { description: m.exchange_answer_unchanged({}, { locale }) },
      ...Object.fromEntries(Object.keys(problems).map((name) => [statuses[name as Problem], reference(name)]))
    }
  };
}

export function parametersOf(resource: Resource, locale: Locale): Parameter[] {
  return Object.entries(resource.parameters.shape).map(([name, schema]): Parameter => {
    const { description = '', ...rest } = jsonSchemaOf(schema as z.ZodType, locale, 'input');
    const inPath = resource.path.includes(`{${name}}`);
    return { name, in: inPath ? 'path' : 'query', required: inPath, description, schema: rest };
  });
}

const statuses = {
  Invalid: '400',
  Unauthenticated: '401',
  Refused: '403',
  Missing: '404',
  WrongMethod: '405',
  TooMany: '429'
} as const;
type Problem = keyof typeof statuses;

const problems = {
  Invalid: m.exchange_answer_invalid,
  Unauthenticated: m.exchange_answer_unauthenticated,
  Refused: m.exchange_answer_refused,
  Missing: m.exchange_answer_missing,
  WrongMethod: m.exchange_answer_wrong_method,
  TooMany: m.exchange_answer_too_many
} satisfies Record<Problem, unknown>;

const reference = (name: string) => ({ $ref: `#/components/responses/${name}` });

const problemResponse = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
});

/** Problem details, RFC 9457. */
const problemSchema = (locale: Locale) => ({
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', const: 'about:blank' },
    title: { type: 'string', description: m.exchange_problem_title({}, { locale }) },
    status: { type: 'integer' },
    code: { type: 'string', description: m.exchange_problem_code({}, { locale }) },
    parameters: {
      type: 'object',
      description: m.exchange_problem_parameters({}, { locale }),
      additionalProperties: { type: 'array', items: { type: 'string' } }
    }
  },
  additionalProperties: false
});
