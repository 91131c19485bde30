/**
 * What can go wrong by the rules of the house, as opposed to a bug. The code is stable: it is the key of the
 * sentence that people read (`error_<code>` in the messages) and what machines branch on.
 */
export type ErrorKind = 'invalid' | 'unauthenticated' | 'refused' | 'missing' | 'conflict' | 'too-many' | 'unavailable';

export type ErrorParams = Record<string, string | number>;

/** HTTP statuses of the kinds; the only table of its sort. */
export const statusOf: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  refused: 403,
  missing: 404,
  conflict: 409,
  'too-many': 429,
  unavailable: 503
};

export class DomainError extends Error {
  override name = 'DomainError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly params: ErrorParams;

  constructor(kind: ErrorKind, code: string, params: ErrorParams = {}) {
    super(`${kind}: ${code}`);
    this.kind = kind;
    this.code = code;
    this.params = params;
  }
}

/** Input that broke its schema; `fields` maps a dotted path to the codes of what is wrong there. */
export class InvalidInput extends DomainError {
  override name = 'InvalidInput';
  readonly fields: Record<string, string[]>;

  constructor(fields: Record<string, string[]>) {
    super('invalid', 'input.invalid');
    this.fields = fields;
  }
}

/** The caller may not do this at all. */
export const refused = (code: string, params?: ErrorParams) => new DomainError('refused', code, params);
/** There is no such record, or none that this caller may know of: the two look alike. */
export const missing = (code: string, params?: ErrorParams) => new DomainError('missing', code, params);
/** The change does not fit the present state. */
export const conflict = (code: string, params?: ErrorParams) => new DomainError('conflict', code, params);
/** The input is well formed and still cannot be accepted. */
export const invalid = (code: string, params?: ErrorParams) => new DomainError('invalid', code, params);
export const tooMany = (code: string, params?: ErrorParams) => new DomainError('too-many', code, params);
