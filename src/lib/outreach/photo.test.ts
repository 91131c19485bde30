import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { eventInput } from '#tests/support/outreach.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { speakersByName } from './drafting.server.ts';
import { saveEvent, voidEvent } from './event.server.ts';
import { addEventPhoto, findEventPhoto, keepEventPhoto, MOST_PHOTOS, removeEventPhoto } from './photo.server.ts';

async function recorded(world: World) {
  const { id } = await world.run(saveEvent, world.actor.lin, { ...eventInput, speakerIds: [world.cadreId.lin] });
  return id;
}
const photo = (at: number) => ({ hash: String(at).padStart(64, '0'), type: 'image/png' as const, size: 10 });

describe('the photos of an event', () => {
  test('are added and taken off while the event may be changed, up to so many', async () => {
    const world = await openWorld();
    const eventId = await recorded(world);
    const add = (at: number) => world.run(addEventPhoto, world.actor.lin, { eventId, ...photo(at) });
    const { id: photoId } = await add(1);
    for (let at = 2; at <= MOST_PHOTOS; at += 1) await add(at);
    await expect(add(99)).rejects.toMatchObject({ code: 'outreach.too-many-photos', params: { most: MOST_PHOTOS } });
    await world.run(removeEventPhoto, world.actor.he, { eventId, photoId });
    await expect(world.run(findEventPhoto, world.actor.lin, { eventId, photoId })).rejects.toMatchObject({
      code: 'outreach.photo-not-found'
    });
    await expect(world.run(removeEventPhoto, world.actor.lin, { eventId, photoId })).rejects.toMatchObject({
      code: 'outreach.photo-not-found'
    });
    await world.run(voidEvent, world.actor.lin, { id: eventId, reason: '重复' });
    await expect(add(98)).rejects.toMatchObject({ code: 'outreach.event-void' });
  });

  test('are there for whoever may see the event, and for nobody else', async () => {
    const world = await openWorld();
    const eventId = await recorded(world);
    const { id: photoId } = await world.run(addEventPhoto, world.actor.lin, { eventId, ...photo(1) });
    for (const who of ['lin', 'he', 'shen'] as const)
      expect(await world.run(findEventPhoto, world.actor[who], { eventId, photoId })).toMatchObject({
        type: 'image/png'
      });
    await expect(world.run(findEventPhoto, world.actor.guo, { eventId, photoId })).rejects.toMatchObject({
      code: 'outreach.event-not-found'
    });
    await expect(world.run(addEventPhoto, world.actor.guo, { eventId, ...photo(2) })).rejects.toMatchObject({
      code: 'outreach.event-not-found'
    });
    for (const who of ['gao', 'tang'] as const)
      await expect(world.run(findEventPhoto, world.actor[who], { eventId, photoId })).rejects.toMatchObject({
        kind: 'refused'
      });
  });

  test('are pictures: a paper is refused before anything names it', async () => {
    const { house } = await openWorld();
    const paper = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
    await expect(keepEventPhoto(house.files, paper)).rejects.toMatchObject({ code: 'outreach.photo-type' });
  });
});

describe('speakers that somebody typed', () => {
  test('are found by name or staff number, however parted', async () => {
    const world = await openWorld();
    const { lin, guo, zhou } = world.cadreId;
    const found = await world.run(speakersByName, world.actor.lin, { typed: '林某甲、018 ，周某丙\n林某甲' });
    expect(found.sort()).toEqual([lin, guo, zhou].sort());
    expect(await world.run(speakersByName, world.actor.lin, { typed: ' ' })).toEqual([]);
  });

  test('whom nobody knows are named, none is dropped', async () => {
    const world = await openWorld();
    await expect(world.run(speakersByName, world.actor.lin, { typed: '林某甲 无此人 999' })).rejects.toMatchObject({
      fields: { others: ['outreach.speaker-unknown|names=无此人、999'] }
    });
    const many = Array.from({ length: 501 }, (_, at) => at + 1000).join(' ');
    await expect(world.run(speakersByName, world.actor.he, { typed: many })).rejects.toMatchObject({
      fields: { others: ['input.too-many|max=500'] }
    });
    await expect(world.run(speakersByName, world.actor.gao, { typed: '林某甲' })).rejects.toMatchObject({
      kind: 'refused'
    });
  });
});
