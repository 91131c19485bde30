import { describe, expect, test } from 'vitest';
import { openCitations } from '#lib/law/resolve.server.ts';
import { importStatutes } from '#lib/law/import.server.ts';
import { readStarterStatutes } from '#lib/law/starter.server.ts';
import { system } from '#lib/platform/actor.ts';
import { proposal, runningPairing } from '#tests/support/mentoring.ts';
import { openWorld } from '#tests/support/world.ts';
import {
  catalogueForPlan,
  discardCatalogue,
  draftCatalogue,
  publishCatalogue,
  saveCatalogue,
  showCatalogue
} from './catalogue.server.ts';
import { allTasks, CatalogueInput } from './catalogue.ts';
import { CatalogueForm, catalogueOf } from './catalogue-form.ts';
import { catalogueText, readCatalogueText } from './catalogue-text.ts';
import { endPairing } from './change.server.ts';
import { proposePairing } from './pairing.server.ts';
import { starterCatalogue } from './starter/catalogue.ts';
import { findPairing } from './view.server.ts';

describe('the starter catalogue', () => {
  test('has some 15 areas and 40 tasks, and fits its own schema', () => {
    expect(starterCatalogue.areas.length).toBeGreaterThanOrEqual(15);
    expect(allTasks(starterCatalogue).length).toBeGreaterThanOrEqual(40);
    expect(CatalogueInput.safeParse(starterCatalogue).error?.issues).toBeUndefined();
  });

  test('cites only what the collection of statutes knows, and only law in force', async () => {
    const world = await openWorld();
    await world.run(importStatutes, system, { statutes: await readStarterStatutes() });
    const { cited } = await world.run(showCatalogue, world.actor.lin, {});
    const resolve = await openCitations({ db: world.store.read } as never);
    for (const { title, cites } of allTasks(starterCatalogue))
      expect(resolve(cites, '2026-11-23').problems, title).toEqual([]);
    expect(
      Object.values(cited)
        .flat()
        .filter(({ inForce }) => !inForce)
    ).toEqual([]);
    expect(Object.values(cited).filter((all) => all.length === 0)).toEqual([]);
  });
});

describe('the catalogue', () => {
  const changed = { ...starterCatalogue, areas: starterCatalogue.areas.slice(0, 10) };

  test('is drafted and published; a running pairing keeps the version it began with', async () => {
    const world = await openWorld();
    const before = await runningPairing(world);
    expect(await world.run(saveCatalogue, world.actor.he, { content: changed })).toMatchObject({ number: 2 });
    expect(await world.run(draftCatalogue, world.actor.he, {})).toMatchObject({ draft: true });
    expect((await world.run(catalogueForPlan, world.actor.he, {})).areas).toHaveLength(starterCatalogue.areas.length);
    await expect(world.run(showCatalogue, world.actor.lin, { version: 2 })).rejects.toMatchObject({
      code: 'mentoring.catalogue-not-found'
    });
    await world.run(publishCatalogue, world.actor.he, {});
    await expect(world.run(publishCatalogue, world.actor.he, {})).rejects.toMatchObject({ code: 'mentoring.no-draft' });
    expect(await world.run(showCatalogue, world.actor.lin, {})).toMatchObject({ version: 2, mayManage: false });
    await world.run(endPairing, world.actor.he, { pairingId: before, reason: '调离' });
    const after = await world.run(proposePairing, world.actor.he, proposal(world));
    const versions = [before, after.id].map((pairingId) => world.run(findPairing, world.actor.he, { pairingId }));
    expect((await Promise.all(versions)).map(({ catalogueVersion }) => catalogueVersion)).toEqual([1, 2]);
    await expect(world.store.exec(`update practice_catalogue set content = '{}' where number = 2`)).rejects.toThrow(
      /never changes|append-only/
    );
  });

  test('may be discarded as a draft, by a trainer alone', async () => {
    const world = await openWorld();
    await expect(world.run(discardCatalogue, world.actor.he, {})).rejects.toMatchObject({ code: 'mentoring.no-draft' });
    await world.run(saveCatalogue, world.actor.he, { content: changed });
    for (const operation of [discardCatalogue, publishCatalogue, draftCatalogue])
      await expect(world.run(operation as typeof discardCatalogue, world.actor.zhou, {})).rejects.toMatchObject({
        kind: 'refused'
      });
    await world.run(discardCatalogue, world.actor.he, {});
    expect(await world.run(draftCatalogue, world.actor.he, {})).toMatchObject({ draft: false });
  });

  test('is refused with a key used twice or an unknown site', async () => {
    const world = await openWorld();
    const [first] = starterCatalogue.areas;
    const content = { ...starterCatalogue, areas: [first!, { ...first!, key: 'again' }], sites: ['镇政府'] };
    const problem = await world
      .run(saveCatalogue, world.actor.he, { content })
      .catch((refusal: { fields: Record<string, string[]> }) => Object.values(refusal.fields).flat());
    expect(new Set(problem as string[])).toEqual(new Set(['mentoring.key-twice', 'mentoring.site-unknown']));
  });
});

describe('the catalogue as text', () => {
  test('reads back as it was written', () => {
    const { catalogue, problems } = readCatalogueText(catalogueText(starterCatalogue));
    expect(problems).toEqual([]);
    expect(catalogue).toEqual(starterCatalogue);
    expect(catalogueOf(catalogueText(starterCatalogue))).toEqual(starterCatalogue);
  });

  test.each([
    ['- 没有项目的步骤', 'mentoring.text-outside', 1],
    ['## 没有代码', 'mentoring.text-heading', 1],
    ['### 项目 (key)', 'mentoring.text-outside', 1],
    ['## 类 (area)\n### 项目 (key)\n要求：很多次', 'mentoring.text-asks', 3],
    ['## 类 (area)\n### 项目 (key)\n随便写的', 'mentoring.text-line', 3]
  ])('%s is named with its line', (text, code, line) => {
    expect(readCatalogueText(text).problems).toEqual([{ code, line }]);
  });

  test('that is incomplete says where', () => {
    const text = '场地：镇政府\n## 类 (area)\n### 项目 (key)\n要求：1 次，看';
    expect(CatalogueForm.safeParse({ text }).error?.issues.map(({ message }) => message)).toContain(
      'mentoring.text-part|where=项目'
    );
  });
});
