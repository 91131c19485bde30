import { describe, expect, test } from 'vitest';
import { networkOf, openBrake } from './rate-limit.server.ts';

describe('a brake', () => {
  test('lets so many tries through and then says how long to wait', async () => {
    const brake = openBrake({ tries: 3, seconds: 60 });
    for (let turn = 0; turn < 3; turn += 1) await brake.take('10.0.0.1');
    await expect(brake.take('10.0.0.1')).rejects.toMatchObject({
      kind: 'too-many',
      code: 'platform.too-many-tries',
      params: { seconds: 60 }
    });
    await expect(brake.require('10.0.0.1')).rejects.toMatchObject({ kind: 'too-many' });
  });

  test('holds one address and no other', async () => {
    const brake = openBrake({ tries: 1, seconds: 60 });
    await brake.take('10.0.0.1');
    await expect(brake.take('10.0.0.1')).rejects.toMatchObject({ kind: 'too-many' });
    await expect(brake.take('10.0.0.2')).resolves.toBeUndefined();
  });

  test('asking costs nothing', async () => {
    const brake = openBrake({ tries: 1, seconds: 60 });
    for (let turn = 0; turn < 5; turn += 1) await brake.require('10.0.0.1');
    await expect(brake.take('10.0.0.1')).resolves.toBeUndefined();
  });
});

describe('an address counts as the network it stands for', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0']
  ])('%s → %s', (address, network) => expect(networkOf(address)).toBe(network));
});
