import { expect, test } from 'vitest';
import { refusedForm } from './refused-form.ts';

const returned = { form: { id: 'mark', data: { complaintId: 7, reason: '理由' }, errors: { reason: ['太短'] } } };

test('a form finds its own refusal, with what was typed and what is wrong with it', () => {
  expect(refusedForm(returned, 'mark', { complaintId: 7 })).toEqual({
    message: undefined,
    errors: { reason: ['太短'] },
    typed: { complaintId: '7', reason: '理由' }
  });
});

test.each([
  ['another form of the page', 'extension', {}],
  ['the same form of another record', 'mark', { complaintId: 8 }]
])('%s was not refused', (_, id, fields) => {
  expect(refusedForm(returned, id, fields)).toBeUndefined();
});

test('nothing was sent yet', () => {
  expect(refusedForm(null, 'mark')).toBeUndefined();
});
