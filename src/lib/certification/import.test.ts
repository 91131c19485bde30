import { describe, expect, it } from 'vitest';
import { openWorld } from '#tests/support/world.ts';
import { importCertificates, previewImport } from './import.server.ts';
import { certificate } from './schema.server.ts';

const row = (more: Record<string, unknown> = {}) => ({
  row: 2,
  staffNumber: '017',
  number: 'A1',
  issuer: '环翠区司法局',
  field: '市场监管',
  issuedOn: '2021-12-01',
  expiresOn: '2026-11-30',
  ...more
});

describe('importing cards', () => {
  it('takes all rows of a good file', async () => {
    const { run, actor, store } = await openWorld();
    const rows = [row(), row({ row: 3, staffNumber: '018', number: 'A2' })];
    expect((await run(previewImport, actor.shen, { rows })).ready).toBe(true);
    expect(await run(importCertificates, actor.shen, { rows })).toEqual({ added: 2 });
    expect(await store.read.select().from(certificate)).toHaveLength(2);
  });

  it.each([
    [{ staffNumber: '999' }, 'certification.person-not-found'],
    [{ number: '' }, 'input.required'],
    [{ issuedOn: '2021/12/1' }, 'input.day'],
    [{ issuedOn: '2027-01-01', expiresOn: '2031-12-31' }, 'certification.day-to-come'],
    [{ expiresOn: '2021-01-01' }, 'certification.expires-before-issue'],
    [{ number: 'A0' }, 'certification.number-twice'],
    [{ field: '长'.repeat(61) }, 'input.too-long|max=60']
  ])('a row with %o is named with its fault, and then none goes in', async (wrong, code) => {
    const { run, actor, store } = await openWorld();
    const rows = [row({ row: 2, staffNumber: '003', number: 'A0' }), row({ row: 3, ...wrong })];
    const preview = await run(previewImport, actor.shen, { rows });
    expect([preview.ready, preview.rows[0]!.errors, preview.rows[1]!.errors.map((error) => error.code)]).toEqual([
      false,
      [],
      [code]
    ]);
    await expect(run(importCertificates, actor.shen, { rows })).rejects.toMatchObject({ fields: { 'rows.3': [code] } });
    expect(await store.read.select().from(certificate)).toEqual([]);
  });

  it('a second import of the same file finds its numbers taken', async () => {
    const { run, actor } = await openWorld();
    await run(importCertificates, actor.shen, { rows: [row()] });
    await expect(run(importCertificates, actor.shen, { rows: [row()] })).rejects.toMatchObject({
      fields: { 'rows.2': ['certification.number-taken'] }
    });
  });

  it('is not for officers or trainers', async () => {
    const { run, actor } = await openWorld();
    for (const who of [actor.lin, actor.he]) {
      await expect(run(previewImport, who, { rows: [row()] })).rejects.toMatchObject({ kind: 'refused' });
      await expect(run(importCertificates, who, { rows: [row()] })).rejects.toMatchObject({ kind: 'refused' });
    }
  });
});
