import { m } from '#lib/i18n/paraglide/messages.js';

/** What the parameters mean that several resources share. */
export const parameterWords = {
  limit: m.exchange_parameter_limit,
  after: m.exchange_parameter_after,
  next: m.exchange_parameter_next,
  year: m.exchange_parameter_year,
  'updated-since': m.exchange_parameter_updated_since
};
