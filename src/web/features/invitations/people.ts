import type { UserStatus } from '../../api/types';

/** Somebody to be invited, by whatever way they were given; what is missing is as the dialog says for all. */
export interface Person {
  email: string;
  firstName: string;
  lastName: string;
  employeeId?: string;
  role?: 'member' | 'admin';
  department?: string;
  location?: string;
  jobTitle?: string;
  /** Days as 2026-12-31. */
  startDate?: string;
  inviteOn?: string;
  /** What of a file's row could not be read; it is a mistake then. */
  faults?: Fault[];
}

export type FaultyField = 'role' | 'startDate' | 'inviteOn';

export interface Fault {
  field: FaultyField;
  /** As it stands in the file. */
  value: string;
  words: string;
}

/** Who is here already under an address or employee id. */
export interface Known {
  id: string;
  name: string;
  status: UserStatus;
}

/** `returning`: deactivated, and can be reactivated instead. */
export type Verdict = 'ready' | 'mistake' | 'duplicate' | 'here' | 'returning';

export interface Judged {
  index: number;
  person: Person;
  verdict: Verdict;
  /** Why, where it is not simply ready. */
  words?: string;
  /** The address that was probably meant. */
  meant?: string;
  /** The User that a returning person is. */
  userId?: string;
}
