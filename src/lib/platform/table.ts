/**
 * The vocabulary of tables: one schema, two engines. The types are SQLite's; at run time the engine decides
 * which builder stands behind each word. No room names a column type that is not in this list.
 */
import * as pg from 'drizzle-orm/pg-core';
import * as lite from 'drizzle-orm/sqlite-core';
import { engineOf } from './engine.ts';

const onPostgres = engineOf(process.env.DATABASE_URL) === 'postgres';

export const table = (onPostgres ? pg.pgTable : lite.sqliteTable) as typeof lite.sqliteTable;
export const check = (onPostgres ? pg.check : lite.check) as typeof lite.check;
export const index = (onPostgres ? pg.index : lite.index) as typeof lite.index;
export const uniqueIndex = (onPostgres ? pg.uniqueIndex : lite.uniqueIndex) as typeof lite.uniqueIndex;
export const primaryKey = (onPostgres ? pg.primaryKey : lite.primaryKey) as typeof lite.primaryKey;

const liteId = () => lite.integer().primaryKey({ autoIncrement: true });
const liteInt = () => lite.integer();
const liteReal = () => lite.real();
const liteText = () => lite.text();
const liteFlag = () => lite.integer({ mode: 'boolean' });
const liteJson = <T>() => lite.text({ mode: 'json' }).$type<T>();
const liteDay = () => lite.text().$type<Day>();

/** A day of the calendar in Asia/Shanghai, `YYYY-MM-DD`. */
export type Day = `${number}-${number}-${number}`;

/** The surrogate key of a row. */
export const id = (onPostgres
  ? () => pg.integer().primaryKey().generatedAlwaysAsIdentity()
  : liteId) as unknown as typeof liteId;
/** A whole number of at most 32 bits. */
export const int = (onPostgres ? () => pg.integer() : liteInt) as unknown as typeof liteInt;
export const real = (onPostgres ? () => pg.doublePrecision() : liteReal) as unknown as typeof liteReal;
export const text = (onPostgres ? () => pg.text() : liteText) as unknown as typeof liteText;
/** A moment: UTC milliseconds. */
export const instant = (onPostgres ? () => pg.bigint({ mode: 'number' }) : liteInt) as unknown as typeof liteInt;
/** A day, stored as its text, so that it sorts as it reads. */
export const day = (onPostgres ? () => pg.text() : liteDay) as unknown as typeof liteDay;
export const flag = (onPostgres ? () => pg.boolean() : liteFlag) as unknown as typeof liteFlag;
export const json = (onPostgres ? () => pg.jsonb() : liteJson) as unknown as typeof liteJson;
