import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import { encode } from 'uqr';
import { proofPdf, requirePrintable, verificationAddress } from './proof-pdf.server.ts';
import { proofKinds, type ProofFacts, type ProofKind } from './proof.ts';
import { proofStatement } from './proof-words.ts';

const ORIGIN = 'https://portal.test';
const paper = {
  number: 'ZM-2026-0007',
  code: '7K3M9Q2X0B1C4D5E6F7G8H9J0K',
  kind: 'course' as ProofKind,
  name: '林某甲',
  staffNumber: '017',
  unitName: '综合执法中心',
  facts: { title: '行政处罚法要点', on: '2026-11-02', hours: 3 } as ProofFacts,
  issuedOn: '2026-11-23' as const,
  issuedAt: Date.UTC(2026, 10, 23, 1)
};
const words = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1');

test('a proof is PDF/A-2a for keeping and PDF/UA-1 for reading aloud, tagged, with a text for its picture', async () => {
  const kept = words(await proofPdf(paper, ORIGIN));
  expect(kept).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
  const read = words(await proofPdf(paper, ORIGIN, 'ua-1'));
  expect(read).toContain('<pdfuaid:part>1</pdfuaid:part>');
  for (const pdf of [kept, read]) expect(pdf).toMatch(/\/StructTreeRoot[\s\S]*\/Alt/);
});

test('printed again it has the same bytes', async () => {
  const [first, again] = [await proofPdf(paper, ORIGIN), await proofPdf(paper, ORIGIN)];
  expect(Buffer.compare(first, again)).toBe(0);
});

test('a name with a sign that the fonts lack is refused by name of the sign, before anything is issued', async () => {
  await expect(requirePrintable({ ...paper, name: '林\u{2B364}' }, paper)).rejects.toMatchObject({
    code: 'file.unprintable',
    params: { sign: '\u{2B364}' }
  });
  await requirePrintable({ ...paper, name: '龘㙓䶮' }, paper);
});

test('its QR code, read by another program than the one that drew it, leads to the page of verification', () => {
  const { size, data } = encode(verificationAddress(ORIGIN, paper.code), { border: 4, ecc: 'M' });
  const SCALE = 4;
  const side = size * SCALE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1)
      if (data[Math.floor(y / SCALE)]![Math.floor(x / SCALE)])
        pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
  expect(jsQR(pixels, side, side)?.data).toBe(`${ORIGIN}/verify/${paper.code}`);
});

describe('what the paper says', () => {
  const facts: Record<ProofKind, ProofFacts> = {
    course: paper.facts,
    session: { title: '年中轮训', on: '2026-06-12' },
    hours: { title: '', on: '2026-11-23', hours: 61.5, target: 60 },
    exam: { title: '年度考核', on: '2026-10-08', percent: 86, passPercent: 60 },
    mentoring: { title: '市容环境', on: '2026-09-30' }
  };

  test.each(proofKinds)('%s: its title, day and figures, in whole sentences', async (kind) => {
    const said = proofStatement(kind, facts[kind]);
    const { title, on, hours, percent } = facts[kind];
    const [year, month, date] = on.split('-').map(Number);
    for (const part of [title, `${year}年${month}月${date}日`, hours && `${hours}学时`, percent && `${percent}%`])
      expect(said).toContain(part || '');
    expect(said).toMatch(/。$/);
    await expect(proofPdf({ ...paper, kind, facts: facts[kind] }, ORIGIN)).resolves.toBeInstanceOf(Uint8Array);
  });

  test('a target is called reached only when it is', () => {
    expect(proofStatement('hours', facts.hours)).toContain('达到年度要求');
    expect(proofStatement('hours', { ...facts.hours, hours: 59.5 })).not.toContain('达到');
  });
});
