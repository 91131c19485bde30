import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openWorld, type World } from '#tests/support/world.ts';
import { system } from '#lib/platform/actor.ts';
import { endVersion, findStatute } from '#lib/law/collection.server.ts';
import { importStatutes } from '#lib/law/import.server.ts';
import { readStarterStatutes } from '#lib/law/starter.server.ts';
import { exportQuestions, writeQuestionFile, writeTemplate } from './export.server.ts';
import { anyBank } from './formats/banks.fixture.ts';
import { readQuestionFile, writtenFormats } from './formats/file.server.ts';
import type { FileQuestion } from './formats/format.ts';
import { importQuestions, previewImport } from './import.server.ts';
import { findQuestion, listQuestions } from './question-list.server.ts';
import { changeStatus } from './question-editing.server.ts';
import { questionTypes, type DraftQuestion } from './question.ts';
import { readStarterFiles } from './starter.server.ts';

const draft = (change: Partial<DraftQuestion> = {}): DraftQuestion => ({
  code: 'A-1',
  type: 'single',
  topic: '处罚',
  difficulty: 2,
  stem: '由几名执法人员实施？',
  options: [
    { key: 'A', text: '一名' },
    { key: 'B', text: '两名' }
  ],
  answer: ['B'],
  details: null,
  explanation: '',
  basis: '',
  validFrom: null,
  validTo: null,
  ...change
});
const rows = (...drafts: DraftQuestion[]): FileQuestion[] => drafts.map((one, at) => ({ row: at + 2, draft: one }));
type More = {
  status?: 'draft' | 'live';
  duplicates?: 'reject' | 'skip' | 'keep';
  decisions?: Record<string, string>;
  topic?: string;
};
const take = (world: World, questions: FileQuestion[], more: More = {}, actor = world.actor.he) =>
  world.run(importQuestions, actor, { questions, ...more } as never);
const look = (world: World, questions: FileQuestion[], more: More = {}) =>
  world.run(previewImport, world.actor.he, { questions, ...more } as never);

describe('an import', () => {
  test('writes all, and again changes nothing', async () => {
    const world = await openWorld();
    const questions = rows(draft(), draft({ code: '', stem: '没有编号？' }));
    expect(await look(world, questions)).toMatchObject({ counts: { new: 2, broken: 0 }, newTopics: ['处罚'] });
    expect(await take(world, questions)).toMatchObject({ new: 2 });
    expect(await take(world, rows(draft()))).toMatchObject({ new: 0, same: 1 });
    const list = await world.run(listQuestions, world.actor.he, {});
    expect(list.rows.map(({ code, status, number }) => [code, status, number])).toEqual([
      ['A-1', 'draft', 1],
      ['Q-0001', 'draft', 1]
    ]);
  });

  test('a known code gets a new wording where the content differs', async () => {
    const world = await openWorld();
    await take(world, rows(draft()));
    expect(await take(world, rows(draft({ explanation: '新。' })))).toMatchObject({ changed: 1 });
    expect(
      (await world.run(findQuestion, world.actor.he, { code: 'A-1' })).versions.map(({ number }) => number)
    ).toEqual([2, 1]);
  });

  test('one broken row and nothing is written', async () => {
    const world = await openWorld();
    const questions = rows(
      draft(),
      draft({ code: 'A-2', stem: '另一题？', answer: ['E'] }),
      draft({ code: 'A-1', stem: '编号重复？' }),
      draft({ code: 'A-3', stem: '无此法？', basis: '无此法 第一条' })
    );
    const preview = await look(world, questions);
    expect(preview.rows.map(({ row, outcome, problems }) => [row, outcome, problems.map(({ code }) => code)])).toEqual([
      [2, 'new', []],
      [3, 'broken', ['bank.answer-unknown']],
      [4, 'broken', ['bank.code-twice']],
      [5, 'broken', ['law.statute-unknown']]
    ]);
    await expect(take(world, questions)).rejects.toMatchObject({
      code: 'bank.import-problems',
      params: { count: 3, rows: '3、4、5' }
    });
    expect((await world.run(listQuestions, world.actor.he, {})).total).toBe(0);
    await expect(take(world, [])).rejects.toMatchObject({ code: 'bank.import-empty' });
  });

  test('a stem that is known stops the import until it is decided: skip, keep both, or a new wording', async () => {
    const world = await openWorld();
    await take(world, rows(draft()));
    const twin = rows(
      draft({ code: 'B-1', stem: '由几名 执法人员实施', explanation: '又写一遍。' }),
      draft({ code: 'B-2', stem: '新题？' }),
      draft({ code: 'B-3', stem: '新题。' })
    );
    expect(
      (await look(world, twin)).rows.map(({ outcome, twin: other }) => [outcome, other?.code, other?.row])
    ).toEqual([
      ['duplicate', 'A-1', null],
      ['new', undefined, undefined],
      ['duplicate', 'B-2', 3]
    ]);
    await expect(take(world, twin)).rejects.toMatchObject({ code: 'bank.import-problems' });
    expect(await look(world, twin, { duplicates: 'skip' })).toMatchObject({ counts: { skipped: 2, new: 1 } });
    expect(await take(world, twin, { decisions: { 2: 'update', 4: 'keep' } })).toMatchObject({ changed: 1, new: 2 });
    const found = await world.run(findQuestion, world.actor.he, { code: 'A-1' });
    expect(found.versions[0]).toMatchObject({ number: 2, explanation: '又写一遍。' });
    expect((await world.run(listQuestions, world.actor.he, {})).rows.map(({ code }) => code)).toEqual([
      'A-1',
      'B-2',
      'B-3'
    ]);
  });

  test('two rows cannot both become the next wording of one question', async () => {
    const world = await openWorld();
    await take(world, rows(draft()));
    const questions = rows(draft({ code: '', explanation: '甲' }), draft({ code: '', explanation: '乙' }));
    await expect(take(world, questions, { decisions: { 2: 'update', 3: 'update' } })).rejects.toMatchObject({
      code: 'bank.import-problems',
      params: { rows: '3' }
    });
  });

  test('what was reviewed elsewhere may go live at once, but never without its law', async () => {
    const world = await openWorld();
    await world.run(importStatutes, system, { statutes: await readStarterStatutes() });
    await expect(take(world, rows(draft()), { status: 'live' })).rejects.toMatchObject({
      code: 'bank.import-problems'
    });
    await take(world, rows(draft({ basis: '行政处罚法 第四十二条' })), { status: 'live' });
    expect(await world.run(findQuestion, world.actor.he, { code: 'A-1' })).toMatchObject({
      status: 'live',
      usable: true
    });
  });

  test('questions without a topic take the one that was chosen', async () => {
    const world = await openWorld();
    expect((await look(world, rows(draft({ topic: '' })))).counts.broken).toBe(1);
    expect((await look(world, rows(draft({ topic: '' })), { topic: '其他' })).newTopics).toEqual(['其他']);
  });

  test('supervisors and officers may not', async () => {
    const world = await openWorld();
    await expect(take(world, rows(draft()), {}, world.actor.shen)).rejects.toMatchObject({ kind: 'refused' });
    await expect(take(world, rows(draft()), {}, world.actor.lin)).rejects.toMatchObject({ kind: 'refused' });
  });

  test('an unchanged 依据 keeps the articles it meant, though the law has changed since', async () => {
    const world = await openWorld();
    await world.run(importStatutes, system, { statutes: await readStarterStatutes() });
    const questions = rows(draft({ basis: '行政处罚法 第四十二条' }));
    await take(world, questions, { status: 'live' });
    const [version] = (await world.run(findStatute, world.actor.he, { code: 'xingzheng-chufa-fa' })).versions;
    await world.run(endVersion, world.actor.he, { versionId: version!.id, lastDay: '2026-10-31' });
    expect(await take(world, questions)).toMatchObject({ same: 1 });
  });
});

describe('files', () => {
  test('the template imports', async () => {
    const read = await readQuestionFile('template.xlsx', await writeTemplate());
    expect(read).toMatchObject({ format: 'xlsx', problems: [] });
    expect(read.questions.map(({ draft: { type } }) => type)).toEqual(questionTypes);
  });
  test('a file without questions is refused', async () => {
    await expect(readQuestionFile('a.txt', Buffer.from(' \n'))).rejects.toMatchObject({
      code: 'bank.file-empty'
    });
    await expect(readQuestionFile('a.csv', Buffer.from('甲,乙\n1,2\n'))).rejects.toMatchObject({
      code: 'file.missing-columns'
    });
  });
  test('without a telling name the content decides', async () => {
    expect((await readQuestionFile('a', Buffer.from('题型,题干,答案\n判断,天是蓝的,对\n'))).format).toBe('csv');
    expect((await readQuestionFile('a', Buffer.from('天是蓝的{T}'))).format).toBe('gift');
  });
});

describe('an export', () => {
  test('goes through the bank itself and back, in every format', async () => {
    const world = await openWorld();
    await world.run(importStatutes, system, { statutes: await readStarterStatutes() });
    const bank = fc.sample(anyBank, { numRuns: 1, seed: 20261123 })[0]!;
    await take(world, rows(...bank), { duplicates: 'keep' });
    const exported = await world.run(exportQuestions, world.actor.shen, {});
    expect(exported.map(({ code }) => code).sort()).toEqual(bank.map(({ code }) => code).sort());
    for (const format of writtenFormats) {
      const bytes = await writeQuestionFile(format, exported);
      const { questions } = await readQuestionFile('a', typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
      expect((await look(world, questions)).counts).toMatchObject({
        same: bank.length,
        new: 0,
        changed: 0,
        broken: 0,
        duplicate: 0
      });
    }
  });

  test('the filter of the list is the filter of the file', async () => {
    const world = await openWorld();
    await take(world, rows(draft(), draft({ code: 'B-1', stem: '别的？', topic: '别的' })));
    expect((await world.run(exportQuestions, world.actor.shen, { q: '别的' })).map(({ code }) => code)).toEqual([
      'B-1'
    ]);
    await expect(world.run(exportQuestions, world.actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('the questions that come with the portal', () => {
  test('import without a single problem, all their citations are found, and all may be drawn', async () => {
    const world = await openWorld();
    await world.run(importStatutes, system, { statutes: await readStarterStatutes() });
    let total = 0;
    for (const { questions, problems, name } of await readStarterFiles()) {
      expect(problems, name).toEqual([]);
      const preview = await world.run(previewImport, system, { questions, status: 'live' });
      expect(
        preview.rows.filter((row) => row.outcome !== 'new'),
        name
      ).toEqual([]);
      await world.run(importQuestions, system, { questions, status: 'live' });
      total += questions.length;
    }
    const list = await world.run(listQuestions, world.actor.he, { usable: 'yes', pageSize: 200 });
    expect(list.total).toBe(total);
    expect(total).toBeGreaterThanOrEqual(165);
    expect(list.rows.filter(({ citations }) => !citations.length || citations.some((one) => !one.inForce))).toEqual([]);
    await world.run(changeStatus, world.actor.he, { codes: [list.rows[0]!.code], to: 'retired' });
  });

  test('their right answers follow no pattern', async () => {
    const drafts = (await readStarterFiles()).flatMap(({ questions }) => questions.map((one) => one.draft));
    const share = (some: unknown[], all: unknown[]) => some.length / all.length;
    const singles = drafts.filter(({ type }) => type === 'single');
    for (const key of ['A', 'B', 'C', 'D']) {
      expect(
        share(
          singles.filter(({ answer }) => answer[0] === key),
          singles
        ),
        key
      ).toBeLessThan(0.4);
    }
    const longest = singles.filter(({ options: given, answer }) =>
      given.every(
        ({ key, text }) => key === answer[0] || text.length < given.find((one) => one.key === answer[0])!.text.length
      )
    );
    expect(share(longest, singles), 'the longest option is right').toBeLessThan(0.5);
    const judged = drafts.filter(({ type }) => type === 'true-false');
    expect(
      share(
        judged.filter(({ answer }) => answer[0] === 'T'),
        judged
      )
    ).toBeGreaterThan(0.25);
    expect(
      share(
        judged.filter(({ answer }) => answer[0] === 'T'),
        judged
      )
    ).toBeLessThan(0.75);
    const several = drafts.filter(({ type }) => type === 'multiple');
    expect(
      share(
        several.filter(({ options: given, answer }) => answer.length === given.length),
        several
      )
    ).toBeLessThan(0.3);
  });
});
