import { pino, type Logger } from 'pino';

/** Structured lines of what happened. Identifiers only: no names, contacts, answers, addresses or queries. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>;

export function openLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

/** For tests and the command line, where only the result speaks. */
export const silentLog: Log = pino({ level: 'silent' });
