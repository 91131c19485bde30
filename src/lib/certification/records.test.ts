import { describe, expect, it } from 'vitest';
import { accountActor } from '#lib/platform/actor.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { caseFile, listCases, listLeavers, openCase, recordStep, startHandIn, tickCase } from './case.server.ts';
import { importExams, listOfficialExams, previewExams, type ExamImportRow } from './exam-import.server.ts';
import { addScans, findFile, matchScans } from './files.server.ts';
import { recordCertificate, recordEvent } from './history.server.ts';
import {
  answerProposal,
  recordDocument,
  recordMeasure,
  recordOfficialExam,
  recordProposal,
  takeBackDocument,
  takeBackExam,
  takeBackMeasure,
  takeBackProposal
} from './records.server.ts';
import { wholePasses } from './records.ts';
import { certificateFile } from './register.server.ts';
import { personReadiness } from './wall.server.ts';
import { listSchemes, setScheme, withdrawScheme } from './scheme.server.ts';

const card = (number: string) => ({
  number,
  issuer: '环翠区司法局',
  field: '市场监管',
  issuedOn: '2021-12-01',
  expiresOn: '2029-11-30'
});
const scan = (name: string, letter = 'a') => ({ name, hash: letter.repeat(64), type: 'image/jpeg', size: 10 });
const measure = (cadreId: number) => ({
  cadreId,
  kind: 'off-post-training' as const,
  fromDay: '2026-11-20',
  untilDay: '2026-11-25',
  decidedBy: '镇党政办公会',
  reason: '没有出示证件'
});
const proposal = (cadreId: number) => ({
  cadreId,
  kind: 'disqualification' as const,
  madeOn: '2026-11-10',
  addressee: '环翠区司法局',
  reason: '请研究'
});

/** A supervisor of the other unit only. */
const elsewhere = ({ unitId }: World) =>
  accountActor({
    accountId: 1,
    cadreId: null,
    unitId: null,
    roles: [{ role: 'supervisor', unitId: unitId['便民服务中心']! }]
  });

async function openTown() {
  const world = await openWorld();
  const { run, actor, cadreId } = world;
  const { id } = await run(recordCertificate, actor.shen, { cadreId: cadreId.lin, ...card('A1') });
  return { ...world, certificateId: id };
}

describe('a town measure', () => {
  it('keeps its person off duty for its days, and no longer once it is taken back', async () => {
    const { run, actor, cadreId } = await openTown();
    const { id } = await run(recordMeasure, actor.shen, { ...measure(cadreId.lin), file: scan('决定.pdf') });
    const judged = () => run(personReadiness, actor.lin, {});
    expect((await judged()).readiness.findings).toContainEqual(
      expect.objectContaining({ requirement: 'no-suspension', met: false })
    );
    await run(takeBackMeasure, actor.shen, { recordId: id, reason: '登错人' });
    expect((await judged()).readiness.findings).toContainEqual(
      expect.objectContaining({ requirement: 'no-suspension', met: true })
    );
    const { records, files } = await run(certificateFile, actor.shen, { staffNumber: '017' });
    expect(records.measures.map(({ live, note }) => [live, note])).toEqual([
      [false, '登错人'],
      [false, null]
    ]);
    expect(files).toMatchObject([{ book: 'measure', recordId: id, name: '决定.pdf' }]);
    await expect(run(takeBackMeasure, actor.shen, { recordId: id, reason: '再一次' })).rejects.toMatchObject({
      code: 'certification.taken-back-already'
    });
  });

  it('that removes somebody from the post starts the handing-in of their card', async () => {
    const { run, actor, cadreId } = await openTown();
    await run(recordMeasure, actor.shen, { ...measure(cadreId.lin), kind: 'removal', untilDay: '' });
    expect(await run(listCases, actor.shen, {})).toMatchObject([
      { kind: 'hand-in', cause: 'removal', staffNumber: '017', stage: 'gathering' }
    ]);
    await run(recordMeasure, actor.shen, { ...measure(cadreId.guo), kind: 'removal' });
    expect(await run(listCases, actor.shen, {})).toHaveLength(1);
  });

  it('is not for days to come, not backwards, and not by those without the right or the reach', async () => {
    const { run, actor, cadreId, ...world } = await openTown();
    await expect(
      run(recordMeasure, actor.shen, { ...measure(cadreId.lin), fromDay: '2026-11-24' })
    ).rejects.toMatchObject({ fields: { fromDay: ['certification.day-to-come'] } });
    await expect(
      run(recordMeasure, actor.shen, { ...measure(cadreId.lin), untilDay: '2026-11-01' })
    ).rejects.toMatchObject({ fields: { untilDay: ['certification.expires-before-issue'] } });
    await expect(run(recordMeasure, actor.he, measure(cadreId.lin))).rejects.toMatchObject({ kind: 'refused' });
    const other = elsewhere({ ...world, run, actor, cadreId });
    const answers = await Promise.all(
      [cadreId.lin, 9999].map((id) =>
        run(recordMeasure, other, measure(id)).catch(({ code }: { code: string }) => code)
      )
    );
    expect(answers).toEqual(['certification.person-not-found', 'certification.person-not-found']);
  });
});

describe('a proposal', () => {
  it('waits for one answer and changes nothing by itself', async () => {
    const { run, actor, cadreId } = await openTown();
    const { id } = await run(recordProposal, actor.shen, proposal(cadreId.lin));
    expect((await run(personReadiness, actor.lin, {})).readiness.standing.state).toBe('valid');
    const answer = { proposalId: id, answeredOn: '2026-11-12', outcome: 'not-followed' as const };
    await expect(run(answerProposal, actor.shen, { ...answer, answeredOn: '2026-11-09' })).rejects.toMatchObject({
      fields: { answeredOn: ['certification.answer-before-proposal'] }
    });
    await run(answerProposal, actor.shen, answer);
    await expect(run(answerProposal, actor.shen, answer)).rejects.toMatchObject({
      code: 'certification.answered-already'
    });
    const { records } = await run(certificateFile, actor.shen, { staffNumber: '017' });
    expect(records.proposals).toMatchObject([{ live: true, answer: { outcome: 'not-followed' } }]);
    await expect(run(recordProposal, actor.lin, proposal(cadreId.lin))).rejects.toMatchObject({ kind: 'refused' });
  });

  it('that was taken back can no longer be answered; one of somebody else looks like none', async () => {
    const world = await openTown();
    const { run, actor, cadreId } = world;
    const { id } = await run(recordProposal, actor.shen, proposal(cadreId.lin));
    const asked = (proposalId: number) => ({ proposalId, answeredOn: '2026-11-12', outcome: 'followed' as const });
    for (const attempt of [
      run(answerProposal, elsewhere(world), asked(id)),
      run(answerProposal, elsewhere(world), asked(999)),
      run(takeBackProposal, actor.shen, { recordId: id, reason: '重复' }).then(() =>
        run(answerProposal, actor.shen, asked(id))
      )
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'certification.proposal-not-found' });
  });
});

describe('the official exam', () => {
  const result = (cadreId: number) => ({
    cadreId,
    part: 'whole' as const,
    satOn: '2026-10-10',
    authority: '区司法局',
    passed: true
  });

  it('that somebody passed opens the way to the card', async () => {
    const { run, actor, cadreId } = await openTown();
    const next = async () => (await run(personReadiness, actor.guo, {})).readiness.next;
    expect(await next()).toEqual({ code: 'sit-official-exam' });
    const { id } = await run(recordOfficialExam, actor.shen, result(cadreId.guo));
    expect(await next()).toEqual({ code: 'apply-card' });
    await run(takeBackExam, actor.shen, { recordId: id, reason: '是别人的' });
    expect(await next()).toEqual({ code: 'sit-official-exam' });
    await expect(run(recordOfficialExam, actor.guo, result(cadreId.guo))).rejects.toMatchObject({ kind: 'refused' });
    await expect(
      run(recordOfficialExam, actor.shen, { ...result(cadreId.guo), validUntil: '2026-01-01' })
    ).rejects.toMatchObject({ fields: { validUntil: ['certification.expires-before-issue'] } });
  });

  it('counts when both its parts were passed apart, from the later day to the earlier end', () => {
    const part = (
      kind: 'general' | 'field',
      satOn: '2026-01-01' | '2026-02-01',
      validUntil: '2030-01-01' | null,
      passed = true
    ) => ({
      part: kind,
      satOn,
      authority: '区司法局',
      passed,
      validUntil
    });
    expect(wholePasses([part('general', '2026-01-01', null)])).toEqual([]);
    expect(wholePasses([part('general', '2026-01-01', null), part('field', '2026-02-01', null, false)])).toEqual([]);
    expect(wholePasses([part('general', '2026-02-01', null), part('field', '2026-01-01', '2030-01-01')])).toEqual([
      { passedOn: '2026-02-01', authority: '区司法局', validUntil: '2030-01-01' }
    ]);
  });

  const row = (more: Partial<ExamImportRow> = {}): ExamImportRow => ({
    row: 2,
    staffNumber: '017',
    satOn: '2026-06-18',
    authority: '区司法局',
    part: '',
    score: '84',
    passed: '合格',
    validUntil: '',
    documentNumber: '',
    ...more
  });

  it('comes in by table, all rows or none', async () => {
    const { run, actor } = await openTown();
    const rows = [row(), row({ row: 3, staffNumber: '018', passed: '不合格', part: '公共法律知识' })];
    expect(await run(previewExams, actor.shen, { rows })).toMatchObject({ ready: true });
    expect(await run(importExams, actor.shen, { rows })).toEqual({ added: 2 });
    const { total, rows: listed } = await run(listOfficialExams, actor.shen, { sort: 'staff' });
    expect([total, listed.map(({ part, passed }) => [part, passed])]).toEqual([
      2,
      [
        ['whole', true],
        ['general', false]
      ]
    ]);
    expect((await run(listOfficialExams, actor.shen, { result: 'failed', q: 'guo' })).total).toBe(1);
    await expect(run(importExams, actor.shen, { rows: [row({ satOn: '2026-07-01' }), row()] })).rejects.toMatchObject({
      fields: { 'rows.2': expect.anything() }
    });
    expect((await run(listOfficialExams, actor.shen, {})).total).toBe(2);
    await expect(run(importExams, actor.he, { rows })).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(previewExams, actor.he, { rows })).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(listOfficialExams, actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
  });

  it.each([
    [{ staffNumber: '404' }, 'staffNumber', 'certification.person-not-found'],
    [{ satOn: '2026-02-30' }, 'satOn', 'input.day'],
    [{ satOn: '2026-12-01' }, 'satOn', 'certification.day-to-come'],
    [{ validUntil: '2025-01-01' }, 'validUntil', 'certification.expires-before-issue'],
    [{ part: '外语' }, 'part', 'certification.exam-part-unknown'],
    [{ passed: '好' }, 'passed', 'certification.exam-result-unknown'],
    [{ authority: '' }, 'authority', 'input.required']
  ])('a row with %o is kept out', async (more, field, code) => {
    const { run, actor } = await openTown();
    const { rows, ready } = await run(previewExams, actor.shen, { rows: [row(more)] });
    expect(ready).toBe(false);
    expect(rows[0]!.errors).toContainEqual({ field, code });
  });

  it('the same result twice is kept out', async () => {
    const { run, actor } = await openTown();
    const { rows } = await run(previewExams, actor.shen, { rows: [row(), row({ row: 3 })] });
    expect(rows.map(({ errors }) => errors.length)).toEqual([0, 1]);
  });
});

describe('documents', () => {
  it('count where a scheme asks for them, until they are taken back', async () => {
    const { run, actor, cadreId } = await openTown();
    await run(setScheme, actor.gao, {
      name: '承诺',
      effectiveFrom: '2026-11-23',
      source: '测试',
      certainty: 'choice',
      requirements: [{ kind: 'card' }, { kind: 'pledge' }]
    });
    const state = async () => (await run(personReadiness, actor.lin, {})).readiness.state;
    expect(await state()).toBe('missing');
    const pledge = { cadreId: cadreId.lin, kind: 'pledge' as const, signedOn: '2026-11-20' };
    const { id } = await run(recordDocument, actor.shen, pledge);
    expect(await state()).toBe('valid');
    await run(takeBackDocument, actor.shen, { recordId: id, reason: '没签字' });
    expect(await state()).toBe('missing');
    await expect(run(recordDocument, actor.lin, pledge)).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(takeBackDocument, actor.shen, { recordId: 999, reason: '没有' })).rejects.toMatchObject({
      code: 'certification.record-not-found'
    });
  });
});

describe('schemes', () => {
  const scheme = {
    name: '新要求',
    effectiveFrom: '2027-01-01',
    source: '测试',
    certainty: 'choice' as const,
    requirements: [{ kind: 'health' as const, withinMonths: 12 }]
  };

  it('are listed newest first, and one that has not begun can be withdrawn', async () => {
    const { run, actor } = await openTown();
    await run(setScheme, actor.gao, scheme);
    const { schemes, current } = await run(listSchemes, actor.shen, {});
    expect([schemes.map(({ effectiveFrom }) => effectiveFrom), current]).toEqual([
      ['2027-01-01', '2024-01-01'],
      '2024-01-01'
    ]);
    await run(withdrawScheme, actor.gao, { effectiveFrom: '2027-01-01' });
    expect((await run(listSchemes, actor.shen, {})).schemes).toHaveLength(1);
    await expect(run(withdrawScheme, actor.gao, { effectiveFrom: '2027-01-01' })).rejects.toMatchObject({
      code: 'certification.scheme-not-found'
    });
    await expect(run(withdrawScheme, actor.gao, { effectiveFrom: '2026-11-23' })).rejects.toMatchObject({
      code: 'certification.scheme-has-begun'
    });
    await expect(run(withdrawScheme, actor.shen, { effectiveFrom: '2027-01-01' })).rejects.toMatchObject({
      kind: 'refused'
    });
    await expect(run(listSchemes, actor.lin, {})).rejects.toMatchObject({ kind: 'refused' });
  });

  it('ask for each thing once', async () => {
    const { run, actor } = await openTown();
    const twice = [{ kind: 'card' as const }, { kind: 'card' as const }];
    await expect(run(setScheme, actor.gao, { ...scheme, requirements: twice })).rejects.toMatchObject({
      fields: { requirements: ['certification.requirement-twice'] }
    });
  });
});

describe('scans', () => {
  it('find their card by its number or its holder’s, all of them or none', async () => {
    const world = await openTown();
    const { run, actor, certificateId } = world;
    const files = [scan('A1.jpg'), scan('017 正面.jpg', 'b')];
    expect((await run(matchScans, actor.shen, { files })).map(({ card: found }) => found?.id)).toEqual([
      certificateId,
      certificateId
    ]);
    await expect(run(addScans, actor.shen, { files: [...files, scan('zzz.jpg', 'c')] })).rejects.toMatchObject({
      code: 'certification.scans-unmatched'
    });
    await run(addScans, actor.shen, { files });
    expect((await run(matchScans, actor.shen, { files })).map(({ problem }) => problem)).toEqual([
      'scanned-already',
      'scanned-already'
    ]);
    expect((await run(matchScans, elsewhere(world), { files: [scan('A1.jpg')] }))[0]).toMatchObject({
      card: null,
      problem: 'no-card'
    });
    await expect(run(addScans, actor.lin, { files })).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(matchScans, actor.lin, { files })).rejects.toMatchObject({ kind: 'refused' });
    const kept = (await run(certificateFile, actor.shen, { staffNumber: '017' })).files[0]!;
    expect(await run(findFile, actor.shen, { staffNumber: '017', fileId: kept.id })).toMatchObject({ name: 'A1.jpg' });
    for (const [staffNumber, fileId] of [
      ['018', kept.id],
      ['017', 999],
      ['404', kept.id]
    ] as const)
      await expect(run(findFile, actor.shen, { staffNumber, fileId })).rejects.toMatchObject({
        code: 'certification.file-not-found'
      });
    await expect(run(findFile, elsewhere(world), { staffNumber: '017', fileId: kept.id })).rejects.toMatchObject({
      code: 'certification.file-not-found'
    });
    await expect(run(findFile, actor.lin, { staffNumber: '017', fileId: kept.id })).rejects.toMatchObject({
      kind: 'refused'
    });
  });
});

describe('a card', () => {
  it('that is lost is void at once; its replacement goes out again', async () => {
    const { run, actor, certificateId } = await openTown();
    const act = (kind: 'lost' | 'replaced', happenedOn: string, number = '') =>
      run(recordEvent, actor.shen, {
        certificateId,
        kind,
        happenedOn,
        authority: '区司法局',
        number,
        file: scan('声明.pdf')
      });
    const judged = async () => (await run(personReadiness, actor.lin, {})).readiness;
    await act('lost', '2026-11-20');
    expect(await judged()).toMatchObject({ standing: { state: 'lost' }, next: { code: 'replace-card' } });
    await act('replaced', '2026-11-22', 'A1-2');
    expect((await judged()).standing).toMatchObject({ state: 'valid', number: 'A1-2' });
  });
});

describe('a case file', () => {
  it('of a renewal reads its checklist from the records, and goes through the stages of the authority', async () => {
    const world = await openTown();
    const { run, actor, cadreId } = world;
    const { id: caseId } = await run(openCase, actor.shen, {
      cadreId: cadreId.lin,
      kind: 'renewal',
      dueOn: '2026-12-10'
    });
    await run(recordDocument, actor.shen, { cadreId: cadreId.lin, kind: 'photo', signedOn: '2026-11-20' });
    await run(tickCase, actor.shen, { caseId, key: 'form', done: true });
    const done = async () =>
      (await run(caseFile, actor.shen, { caseId })).checklist.filter((check) => check.done).map(({ key }) => key);
    expect(await done()).toEqual(['post', 'no-suspension', 'photo', 'form']);
    await run(tickCase, actor.shen, { caseId, key: 'form' });
    expect(await done()).not.toContain('form');
    const step = (stage: 'submitted' | 'accepted' | 'approved' | 'closed', happenedOn = '2026-11-23') =>
      run(recordStep, actor.shen, { caseId, stage, happenedOn, authority: '区司法局' });
    await expect(step('approved')).rejects.toMatchObject({ code: 'certification.step-cannot-follow' });
    await expect(step('submitted', '2026-11-01')).rejects.toMatchObject({
      fields: { happenedOn: ['certification.act-out-of-order'] }
    });
    await expect(step('submitted', '2026-12-01')).rejects.toMatchObject({
      fields: { happenedOn: ['certification.day-to-come'] }
    });
    for (const stage of ['submitted', 'accepted', 'approved', 'closed'] as const) await step(stage);
    await expect(step('closed')).rejects.toMatchObject({ code: 'certification.case-closed' });
    await expect(run(tickCase, actor.shen, { caseId, key: 'form', done: true })).rejects.toMatchObject({
      code: 'certification.case-closed'
    });
    expect(await run(listCases, actor.shen, {})).toEqual([]);
    expect(await run(listCases, actor.shen, { show: 'all', kind: 'renewal', q: '林' })).toMatchObject([
      { closed: true, stage: 'closed' }
    ]);
  });

  it('is opened once of a kind, not for auxiliaries’ or unknown people, and seen only by those who may', async () => {
    const world = await openTown();
    const { run, actor, cadreId } = world;
    const asked = { cadreId: cadreId.lin, kind: 'renewal' as const };
    const { id: caseId } = await run(openCase, actor.shen, asked);
    await expect(run(openCase, actor.shen, asked)).rejects.toMatchObject({ code: 'certification.case-open-already' });
    await expect(run(openCase, actor.shen, { ...asked, kind: 'hand-in' })).rejects.toMatchObject({
      fields: { cause: ['input.required'] }
    });
    await expect(run(openCase, actor.lin, asked)).rejects.toMatchObject({ kind: 'refused' });
    await expect(run(openCase, elsewhere(world), asked)).rejects.toMatchObject({
      code: 'certification.person-not-found'
    });
    for (const id of [caseId, 999])
      await expect(run(caseFile, elsewhere(world), { caseId: id })).rejects.toMatchObject({
        code: 'certification.case-not-found'
      });
    for (const [operation, input] of [
      [caseFile, { caseId }],
      [listCases, {}],
      [listLeavers, {}],
      [tickCase, { caseId, key: 'form' }],
      [recordStep, { caseId, stage: 'submitted', happenedOn: '2026-11-23', authority: '区司法局' }],
      [startHandIn, { cadreId: cadreId.lin, cause: 'other' }]
    ] as const)
      await expect(run(operation as typeof caseFile, actor.lin, input as never)).rejects.toMatchObject({
        kind: 'refused'
      });
    expect(await run(listCases, elsewhere(world), {})).toEqual([]);
  });

  it('of a handing-in is offered for whoever left with a card', async () => {
    const world = await openTown();
    const { run, actor, cadreId, certificateId } = world;
    await run(recordCertificate, actor.shen, { cadreId: cadreId.he, ...card('A2') });
    expect(await run(listLeavers, actor.shen, {})).toMatchObject([{ staffNumber: '005', leftOn: null }]);
    const { id: caseId } = await run(openCase, actor.shen, { cadreId: cadreId.he, kind: 'hand-in', cause: 'transfer' });
    expect(await run(listLeavers, actor.shen, {})).toEqual([]);
    const back = async () =>
      (await run(caseFile, actor.shen, { caseId })).checklist.find(({ key }) => key === 'card-back')!.done;
    expect(await back()).toBe(false);
    const card2 = (await run(certificateFile, actor.shen, { staffNumber: '005' })).cards[0]!.id;
    await run(recordEvent, actor.shen, {
      certificateId: card2,
      kind: 'handed-in',
      happenedOn: '2026-11-23',
      authority: '本镇'
    });
    expect(await back()).toBe(true);
    expect(certificateId).not.toBe(card2);
  });
});
