import { expect, test } from 'vitest';
import type { Preview } from '../../api/types';
import { keptOutMeaning, seatsMeaning } from './deed-words';

const preview = (part: Partial<Preview>, available = 12): Preview => ({
  applies: 1,
  frees: 1,
  keptOut: 0,
  promoted: 0,
  next: [],
  people: [],
  seats: {
    total: 150,
    available,
    invited: 0,
    unclaimed: 0,
    active: 0,
    deactivated: 0,
    waiting: 0,
    matching: 0,
  },
  ...part,
});
const person = (name: string) => ({ id: name, name });

test('what comes free, and to whom it goes', () => {
  const remove = (part: Partial<Preview>, available = 0) =>
    seatsMeaning({ name: 'delete' }, preview(part, available));
  expect(remove({}, 12)).toBe('Frees 1 seat: Available 12 → 13.');
  expect(remove({ frees: 0 })).toBe('Frees no seat: none is held.');
  expect(remove({ promoted: 1, next: [person('Grace Hopper')] })).toBe(
    'Frees 1 seat, which goes to Grace Hopper, first in the queue.',
  );
  expect(remove({ frees: 2, promoted: 2, next: [person('Ada'), person('Tom')] })).toBe(
    'Frees 2 seats, which go to Ada and Tom, first in the queue.',
  );
  expect(remove({ frees: 9, promoted: 5, next: ['Ada', 'Tom', 'Kim'].map(person) })).toBe(
    'Frees 9 seats: 5 go to Ada, Tom, Kim and 2 others, first in the queue, and 4 seats are available then.',
  );
});

test('employee data does not bring back whom an Admin deletes or switches off', () => {
  const out = (name: 'delete' | 'deactivate', applies: number, keptOut: number) =>
    keptOutMeaning({ name }, preview({ applies, keptOut }));
  expect(out('delete', 1, 0)).toBe('');
  expect(out('delete', 1, 1)).toBe(
    'They come from employee data: you keep them out of it, so that it does not bring them back until an Admin lifts that.',
  );
  expect(out('deactivate', 9, 2)).toMatch(/^2 of them come .* does not switch them on again until/);
  expect(out('delete', 9, 9)).toMatch(/^All of them come /);
});

test('what a reactivation takes', () => {
  const back = (applies: number, available: number) =>
    seatsMeaning({ name: 'reactivate' }, preview({ applies, frees: 0 }, available));
  expect(back(3, 12)).toBe('Takes 3 seats: Available 12 → 9.');
  expect(back(3, 1)).toBe('Takes 3 seats, and 1 is free.');
});
