/** The filter of the Outbox as it stands in the address, and as the API takes it. */
export const stateOptions = [
  { value: '', label: 'Any state' },
  { value: 'queued', label: 'Waiting to be sent' },
  { value: 'sent', label: 'Sent' },
  { value: 'refused', label: 'Refused' },
  { value: 'kept', label: 'Kept here' },
  { value: 'cancelled', label: 'Not needed' },
] as const;

const filterKeys = ['q', 'state', 'kind', 'user'] as const;

export type OutboxFilter = Partial<Record<(typeof filterKeys)[number], string>>;

/** What the address of the Outbox holds: the filter, and the mail that is open. */
export interface OutboxSearch extends OutboxFilter {
  mail?: string;
}

const id = /^[0-9a-f-]{36}$/;

/** Reads the address; what is unknown there is left out. */
export function parseOutboxSearch(search: Record<string, unknown>): OutboxSearch {
  const result: OutboxSearch = {};
  for (const key of [...filterKeys, 'mail'] as const) {
    const value = search[key];
    if (typeof value === 'string' && value !== '') result[key] = value;
  }
  if (!stateOptions.some(({ value }) => value === result.state)) delete result.state;
  if (!id.test(result.user ?? '')) delete result.user;
  if (!id.test(result.mail ?? '')) delete result.mail;
  return result;
}

export function filterOf(search: OutboxSearch): OutboxFilter {
  const { mail: _, ...filter } = search;
  return filter;
}

export const isFiltered = (filter: OutboxFilter): boolean => Object.keys(filter).length > 0;
