import type { LinkSettings } from './read-open-link';

/** How an open link may be used, as it is typed. */
export interface LinkFields {
  endsOn: string;
  claimLimit: string;
  emailDomains: string;
}

export const writeLinkFields = (link: LinkSettings | undefined): LinkFields => ({
  endsOn: link?.endsOn ?? '',
  claimLimit: link?.claimLimit?.toString() ?? '',
  emailDomains: link?.emailDomains.join(', ') ?? '',
});

/** What was typed, or what is wrong with it. Empty is no end, no limit, any domain. */
export function readLinkFields(
  fields: LinkFields,
  today: string,
): { settings?: LinkSettings; faults: Partial<Record<keyof LinkFields, string>> } {
  const faults: Partial<Record<keyof LinkFields, string>> = {};
  const limit = fields.claimLimit.trim().replaceAll(',', '');
  if (limit !== '' && !(/^\d+$/.test(limit) && Number(limit) >= 1 && Number(limit) <= 1_000_000)) {
    faults.claimLimit = 'A whole number of people, or nothing.';
  }
  if (fields.endsOn !== '' && fields.endsOn < today) faults.endsOn = 'This day has gone by.';
  const domains = fields.emailDomains
    .split(/[\s,;]+/)
    .map((part) => part.replace(/^.*@/, '').toLowerCase())
    .filter((part) => part !== '');
  const wrong = domains.find((domain) => !/^[^.<>"]+(\.[^.<>"]+)+$/.test(domain));
  if (wrong !== undefined) faults.emailDomains = `“${wrong}” is no domain, such as example.org.`;
  if (Object.keys(faults).length > 0) return { faults };
  return {
    settings: {
      endsOn: fields.endsOn === '' ? null : fields.endsOn,
      claimLimit: limit === '' ? null : Number(limit),
      emailDomains: [...new Set(domains)],
    },
    faults,
  };
}
