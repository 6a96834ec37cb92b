import { expect, it } from 'vitest';
import { readLinkFields, writeLinkFields } from './link-fields';

const today = '2026-11-25';

it('reads what was typed, and leaves out what was not', () => {
  const fields = {
    endsOn: '2026-12-31',
    claimLimit: '1,000',
    emailDomains: '@Acme.org; bell.co.uk,acme.org',
  };
  const settings = { endsOn: '2026-12-31', claimLimit: 1000, emailDomains: ['acme.org', 'bell.co.uk'] };
  expect(readLinkFields(fields, today)).toEqual({ settings, faults: {} });
  expect(writeLinkFields(settings)).toEqual({
    endsOn: '2026-12-31',
    claimLimit: '1000',
    emailDomains: 'acme.org, bell.co.uk',
  });
  const nothing = writeLinkFields(undefined);
  expect(readLinkFields(nothing, today).settings).toEqual({
    endsOn: null,
    claimLimit: null,
    emailDomains: [],
  });
});

it.each([
  [{ endsOn: '2026-11-24' }, 'endsOn'],
  [{ claimLimit: '0' }, 'claimLimit'],
  [{ claimLimit: 'many' }, 'claimLimit'],
  [{ claimLimit: '2.5' }, 'claimLimit'],
  [{ emailDomains: 'acme' }, 'emailDomains'],
])('refuses %j', (part, field) => {
  const { settings, faults } = readLinkFields({ ...writeLinkFields(undefined), ...part }, today);
  expect(settings).toBeUndefined();
  expect(Object.keys(faults)).toEqual([field]);
});
