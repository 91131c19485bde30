import { expect, test, vi } from 'vitest';
import { latest } from './latest.ts';

/** A portal that answers when it is told to. */
function slowPortal() {
  const waiting = new Map<string, (answer: string) => void>();
  const heard: string[] = [];
  const asking = latest(
    (question: string) => new Promise<string>((resolve) => waiting.set(question, resolve)),
    (outcome, question) => heard.push(`${question}: ${'answer' in outcome ? outcome.answer : 'failed'}`),
    0
  );
  const asked = (question: string) => vi.waitUntil(() => waiting.get(question));
  return { asking, asked, heard };
}

test('an answer that was overtaken is not heard, however late it comes', async () => {
  const { asking, asked, heard } = slowPortal();
  asking.put('z');
  const first = await asked('z');
  asking.put('zm');
  const second = await asked('zm');
  second('郑某');
  await vi.waitUntil(() => heard.length);
  first('everybody');
  await Promise.resolve();
  expect(heard).toEqual(['zm: 郑某']);
});

test('what is overtaken within the pause is never asked', async () => {
  const asked: string[] = [];
  const asking = latest(
    async (question: string) => void asked.push(question),
    () => undefined,
    0
  );
  for (const typed of ['x', 'xz', 'xzc']) asking.put(typed);
  await vi.waitUntil(() => asked.length);
  expect(asked).toEqual(['xzc']);
});

test('after the dialog closes nothing is heard', async () => {
  const { asking, asked, heard } = slowPortal();
  asking.put('zm');
  const answer = await asked('zm');
  asking.drop();
  answer('郑某');
  await Promise.resolve();
  expect(heard).toEqual([]);
});

test('a failure is heard as one', async () => {
  const heard: unknown[] = [];
  const asking = latest(
    () => Promise.reject(new Error('no network')),
    (outcome) => heard.push(outcome),
    0
  );
  asking.put('zm');
  await vi.waitUntil(() => heard.length);
  expect(heard).toEqual([{ problem: new Error('no network') }]);
});
