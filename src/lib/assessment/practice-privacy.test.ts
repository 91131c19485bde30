/** Practice is private: whoever asks whatever, nothing of it comes out but to its owner. */
import { expect, test } from 'vitest';
import '#lib/rooms.server.ts';
import { registry } from '#lib/platform/door.server.ts';
import { fillBank } from '#tests/support/exams.ts';
import { openWorld, people, type Person } from '#tests/support/world.ts';
import { chooseReadyDay } from './practice-plan.server.ts';
import { saveNote } from './practice-notes.server.ts';
import { answerPractice, openPractice, startPractice } from './practice-run.server.ts';
import { handInDeed } from './practice-sync.server.ts';

const NOTE = '金丝雀笔记';
/** A choice that nobody else makes. */
const DAY_CHOSEN = '2027-03-17';

test(
  'no query of the house tells anybody of another’s notes, rounds, plan or deeds',
  { timeout: 120_000 },
  async () => {
    const world = await openWorld();
    await fillBank(world, ['程序'], { single: 4, multiple: 2, 'true-false': 2 } as Parameters<typeof fillBank>[2]);
    const { runId } = await world.run(startPractice, world.actor.lin, { mode: 'sequential' });
    const { question } = await world.run(openPractice, world.actor.lin, { runId });
    await world.run(answerPractice, world.actor.lin, { runId, versionId: question.versionId, choice: ['D'] });
    await world.run(saveNote, world.actor.lin, { questionId: 1, body: NOTE });
    await world.run(chooseReadyDay, world.actor.lin, { day: DAY_CHOSEN });
    await world.run(handInDeed, world.actor.lin, {
      device: '00000000-0000-4000-8000-000000000001',
      sequence: 1,
      at: 0,
      sentAt: 0,
      deed: { what: 'note', questionId: 2, body: NOTE }
    });

    const inputs = [
      {},
      { runId },
      { runId, place: 1 },
      { id: 1 },
      { cadreId: world.cadreId.lin },
      { staffNumber: people.lin.number },
      { questionId: 1 },
      { code: question.code },
      { tab: 'notes' },
      { q: NOTE }
    ];
    const queries = [...registry.values()].filter(({ kind }) => kind === 'query');
    const asked = async (who: Person) => {
      let told = '';
      for (const operation of queries) {
        for (const input of inputs) {
          const answer: unknown = await world.run(operation, world.actor[who], input).catch(() => undefined);
          told += JSON.stringify(answer) ?? '';
        }
      }
      return told;
    };
    const own = await asked('lin');
    expect(own).toContain(NOTE);
    expect(own).toContain(DAY_CHOSEN);
    for (const who of Object.keys(people) as Person[]) {
      if (who === 'lin') continue;
      const told = await asked(who);
      expect(told.includes(NOTE), `a note read by ${who}`).toBe(false);
      expect(told.includes(DAY_CHOSEN), `a plan read by ${who}`).toBe(false);
    }
  }
);

test('another’s round looks exactly like one that does not exist', async () => {
  const world = await openWorld();
  await fillBank(world, ['程序'], { single: 4, multiple: 2, 'true-false': 2 } as Parameters<typeof fillBank>[2]);
  const { runId } = await world.run(startPractice, world.actor.lin, { mode: 'sequential' });
  const problem = (id: number) =>
    world.run(openPractice, world.actor.guo, { runId: id }).catch((error: unknown) => JSON.stringify(error));
  expect(await problem(runId)).toBe(await problem(999_999));
});
