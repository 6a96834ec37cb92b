import { describe, expect, it } from 'vitest';
import { faultOfAddress } from './address-rules';
import { commonDomains, probablyMeant } from './domain-slips';

describe('slips in a domain', () => {
  it.each([
    ['ada@gmial.com', 'ada@gmail.com'],
    ['ada@gmai.com', 'ada@gmail.com'],
    ['ada@GMAIL.con', 'ada@gmail.com'],
    ['ada@hotmial.co.uk', 'ada@hotmail.co.uk'],
    ['ada@outllook.com', 'ada@outlook.com'],
    ['ada@acme.ogr', 'ada@acme.org'],
    ['ada@yahoo.co.ku', 'ada@yahoo.co.uk'],
  ])('%s: %s', (typed, meant) => {
    expect(probablyMeant(typed)).toBe(meant);
  });

  it.each(['ada@gmail.com', 'ada@mail.com', 'ada@acme.org', 'ada@ne.com', 'ada@acme.co', 'ada', ''])(
    'leaves %j alone',
    (typed) => {
      expect(probablyMeant(typed)).toBeUndefined();
    },
  );

  it('takes a domain that the list itself has often for well known', () => {
    const list = ['a@acme-learning.org', 'b@acme-learning.org', 'c@acme-learning.org'];
    const common = commonDomains([...list, 'd@acme-leanring.org']);
    expect(probablyMeant('d@acme-leanring.org', common)).toBe('d@acme-learning.org');
    expect(probablyMeant('d@acme-leanring.org')).toBeUndefined();
  });
});

describe('what is wrong with an address', () => {
  it.each([
    ['ada@example.org', undefined],
    ['', 'There is no address'],
    ['ada', 'This is no address: there is no @'],
    ['ada@@example.org', 'There is more than one @'],
    ['@example.org', 'Nothing stands before the @'],
    ['ada@', 'Nothing stands after the @'],
    ['ada b@example.org', 'There is a space in the address'],
    ['ada@example', 'The domain has no ending such as .org'],
    ['ada@example..org', 'Part of the domain is missing'],
    ['ada:b@example.org', 'There is a character that no address has'],
  ])('%j: %s', (text, fault) => {
    expect(faultOfAddress(text)).toBe(fault);
  });
});
