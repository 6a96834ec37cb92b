import { describe, expect, it } from 'vitest';
import { removeAt, replaceAt, written } from './edit-text';
import { readAddresses } from './read-addresses';

const read = (text: string) =>
  readAddresses(text).map(({ email, firstName, lastName }) =>
    [email, firstName, lastName].filter((part) => part !== '').join(' | '),
  );

describe('reading addresses', () => {
  it.each([
    ['ada@example.org', ['ada@example.org']],
    ['  <ada@example.org>. ', ['ada@example.org']],
    ['Ada Lovelace <ada@example.org>', ['ada@example.org | Ada | Lovelace']],
    ['"Lovelace, Ada" <ada@example.org>', ['ada@example.org | Ada | Lovelace']],
    ['Lovelace, Ada <ada@example.org>', ['ada@example.org | Ada | Lovelace']],
    [
      'Lovelace, Ada <ada@x.org>; Hopper, Grace <grace@x.org>',
      ['ada@x.org | Ada | Lovelace', 'grace@x.org | Grace | Hopper'],
    ],
    ['ada@example.org (Ada Lovelace)', ['ada@example.org | Ada | Lovelace']],
    ['Ada Lovelace ada@example.org', ['ada@example.org | Ada | Lovelace']],
    ['Ada King Noel Lovelace <a@x.org>', ['a@x.org | Ada | King Noel Lovelace']],
    ['mailto:ada@example.org?subject=Hello', ['ada@example.org']],
    ["o'brien@example.org, 'ada@example.org'", ["o'brien@example.org", 'ada@example.org']],
    [
      'a@x.org, b@x.org; c@x.org\td@x.org\ne@x.org\r\nf@x.org g@x.org',
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((one) => `${one}@x.org`),
    ],
    ['Ada\tLovelace\tada@example.org', ['ada@example.org | Ada | Lovelace']],
    ['ada@example.org\tAda\tLovelace', ['ada@example.org | Ada | Lovelace']],
    [
      'Ada,Lovelace,ada@example.org\nGrace,Hopper,grace@x.org',
      ['ada@example.org | Ada | Lovelace', 'grace@x.org | Grace | Hopper'],
    ],
    ['First name\tLast name\tE-mail\nAda\tLovelace\tada@x.org', ['ada@x.org | Ada | Lovelace']],
    ['Ada <a@x.org> Grace <g@x.org>', ['a@x.org | Ada', 'g@x.org | Grace']],
    ['a@x.org\u200b,\u00a0b@x.org', ['a@x.org', 'b@x.org']],
    ['élodie@exämple.org', ['élodie@exämple.org']],
    ['Ada Lovelace - ada@x.org', ['ada@x.org | Ada | Lovelace']],
    ['', []],
    [' ,;\n\t\n', []],
  ])('%j', (text, people) => {
    expect(read(text)).toEqual(people);
  });

  it('keeps what is no address as a mistake of its own', () => {
    expect(read('ada@x.org, grace hopper')).toEqual(['ada@x.org', 'grace hopper']);
    expect(read('a@x.org, alan turing, ada@x.org')).toEqual(['a@x.org', 'alan turing', 'ada@x.org']);
    expect(read('grace\nada@x.org')).toEqual(['grace', 'ada@x.org']);
    expect(read('ada@@x.org, @x.org, ada@')).toEqual(['ada@@x.org', '@x.org', 'ada@']);
  });

  it('knows where each stands, so that a correction goes there and nowhere else', () => {
    const text = 'Ada Lovelace <ada@gmial.com>, grace@x.org\nalan';
    const [ada, grace, alan] = readAddresses(text);
    expect(text.slice(grace!.start, grace!.end)).toBe('grace@x.org');
    const better = replaceAt(text, ada!, written({ ...ada!, email: 'ada@gmail.com' }));
    expect(better).toBe('Ada Lovelace <ada@gmail.com>, grace@x.org\nalan');
    expect(removeAt(text, [grace!])).toBe('Ada Lovelace <ada@gmial.com>, \nalan');
    expect(removeAt(text, [ada!])).toBe('grace@x.org\nalan');
    expect(
      removeAt('a@x.org\nb@x.org\nc@x.org', readAddresses('a@x.org\nb@x.org\nc@x.org').slice(0, 2)),
    ).toBe('c@x.org');
    expect(removeAt(text, [alan!])).toBe('Ada Lovelace <ada@gmial.com>, grace@x.org\n');
  });

  it('reads what it writes', () => {
    for (const person of [
      { email: 'a@x.org', firstName: 'Ada', lastName: 'Lovelace' },
      { email: 'a@x.org', firstName: '', lastName: '' },
      { email: 'a@x.org', firstName: 'Ada', lastName: '' },
    ]) {
      expect(readAddresses(written(person))).toMatchObject([person]);
    }
  });

  it('reads fifty thousand lines in well under a second', () => {
    const text = Array.from({ length: 50_000 }, (_, i) => `Ada Lovelace <ada${i}@example.org>`).join('\n');
    const began = performance.now();
    expect(readAddresses(text)).toHaveLength(50_000);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
