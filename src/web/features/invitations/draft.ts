import { createKeyedStore } from './keyed-store';
import type { Person } from './people';

export type Way = 'email' | 'csv' | 'link';

/** What has been typed and chosen in the dialog. It outlives it, so that nothing typed is lost. */
export interface Draft {
  way: Way;
  text: string;
  /** With the columns that were not understood. */
  file: { name: string; people: Person[]; unread: string[] } | undefined;
  role: 'member' | 'admin';
  department: string;
  message: string;
  /** A day as 2026-12-31 in the space's zone; '': now. */
  inviteOn: string;
  /** Whether those who were deactivated are brought back with it. */
  reactivate: boolean;
}

const drafts = createKeyedStore<Draft>({
  way: 'email',
  text: '',
  file: undefined,
  role: 'member',
  department: '',
  message: '',
  inviteOn: '',
  reactivate: false,
});

const changeDraft = (slug: string, part: Partial<Draft>): void =>
  drafts.write(slug, { ...drafts.read(slug), ...part });

/** Forgets who was typed, and keeps how they were to be invited: the next are often alike. */
export const clearPeople = (slug: string): void =>
  changeDraft(slug, { text: '', file: undefined, message: '', reactivate: false });

/** The draft of a space, and a way to change parts of it. */
export function useDraft(slug: string): [Draft, (part: Partial<Draft>) => void] {
  return [drafts.useValue(slug), (part) => changeDraft(slug, part)];
}
