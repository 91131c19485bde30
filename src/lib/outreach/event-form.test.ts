import { describe, expect, test } from 'vitest';
import { EventForm, eventFormOf, eventInputOf, materialsIn, materialsText } from './event-form.ts';

const form = EventForm.parse({ heldOn: '2026-11-23', place: '桥头大集', theme: '消防', speakerIds: [3] });

describe('materials in a text', () => {
  test.each([
    ['宣传册 200', [{ name: '宣传册', pieces: 200 }]],
    [
      '宣传册：200份\n手提袋×50个',
      [
        { name: '宣传册', pieces: 200 },
        { name: '手提袋', pieces: 50 }
      ]
    ],
    ['', []]
  ])('%j', (text, materials) => expect(materialsIn(text)).toEqual({ materials, problems: [] }));

  test('without a number are named, not dropped', () => {
    expect(materialsIn('宣传册\n折页 0').problems).toEqual(['宣传册', '折页 0']);
    expect(EventForm.safeParse({ ...form, materials: '宣传册' }).error?.issues[0]?.message).toBe(
      'outreach.materials-format'
    );
  });

  test('come back as they were written', () => {
    const materials = [{ name: '民法典 100 问', pieces: 20 }];
    expect(materialsIn(materialsText(materials)).materials).toEqual(materials);
  });
});

describe('the form', () => {
  test('asks for a place, usual or typed', () => {
    expect(EventForm.safeParse({ ...form, place: 'other', placeTyped: ' ' }).error?.issues[0]).toMatchObject({
      path: ['placeTyped'],
      message: 'outreach.place-needed'
    });
    // Without script nothing needs to be tapped before something is typed.
    for (const place of ['', 'other'] as const)
      expect(eventInputOf({ ...form, place, placeTyped: '一号村' }, []).place).toBe('一号村');
  });

  test('adds those whom it names to those who were tapped, once', () =>
    expect(eventInputOf(form, [3, 8]).speakerIds).toEqual([3, 8]));

  test('shows an event as it stands, whatever its place and length', () => {
    const event = {
      heldOn: '2026-11-23' as const,
      place: '一号村',
      kind: 'talk' as const,
      theme: '民法典',
      dateId: null,
      large: true,
      headcount: 20,
      countMethod: 'count' as const,
      minutes: 45,
      speakerIds: [1],
      guests: '',
      cites: '',
      materials: [],
      remark: ''
    };
    expect(eventInputOf(eventFormOf(event), [])).toEqual(event);
  });
});
