import { count, plural } from '../../ui/words';
import { addressKey, faultOfAddress } from './address-rules';
import { commonDomains, probablyMeant } from './domain-slips';
import type { Judged, Known, Person, Verdict } from './people';

const hereWords: Record<Known['status'], string> = {
  invited: 'Invited already, has not claimed yet',
  active: 'Here already, active',
  waiting: 'Waiting for a seat already',
  deactivated: 'Deactivated: reactivate instead',
};

/**
 * Judges everybody in the order given, before anything is sent. `known` is who is here, by folded
 * address and by employee id; who is not in it is taken for new, and the server has the last word.
 */
export function judgePeople(people: readonly Person[], known: ReadonlyMap<string, Known>): Judged[] {
  const common = commonDomains(people.map(({ email }) => email));
  const emails = new Set<string>();
  const ids = new Set<string>();
  return people.map((person, index): Judged => {
    const key = addressKey(person.email);
    const judged = (verdict: Verdict, words?: string): Judged => ({
      index,
      person,
      verdict,
      ...(words !== undefined && { words }),
    });
    const faults = faultsOf(person);
    if (faults.length > 0) return judged('mistake', faults.join('. '));
    if (emails.has(key)) return judged('duplicate', 'Stands further up already');
    emails.add(key);
    const here = known.get(key);
    if (here?.status === 'deactivated') {
      return { ...judged('returning', hereWords.deactivated), userId: here.id };
    }
    if (here) return judged('here', hereWords[here.status]);
    const id = person.employeeId ?? '';
    if (id !== '' && ids.has(id)) return judged('mistake', `Employee id ${id} stands further up already`);
    const holder = id === '' ? undefined : known.get(id);
    if (holder) return judged('mistake', `Employee id ${id} is ${holder.name}’s`);
    if (id !== '') ids.add(id);
    const meant = probablyMeant(person.email, common);
    return meant === undefined ? judged('ready') : { ...judged('ready'), meant };
  });
}

const longest = [
  ['first name', 'firstName', 200],
  ['last name', 'lastName', 200],
  ['department', 'department', 200],
  ['location', 'location', 200],
  ['job title', 'jobTitle', 200],
  ['employee id', 'employeeId', 100],
] as const;

/** Everything for which the server would refuse this one, in words. */
function faultsOf(person: Person): string[] {
  const address = faultOfAddress(person.email);
  const tooLong = longest.filter(([, key, most]) => (person[key] ?? '').length > most);
  return [
    ...(address === undefined ? [] : [address]),
    ...(person.faults ?? []).map(({ words }) => words),
    ...tooLong.map(([name, , most]) => `The ${name} has more than ${most} characters`),
  ];
}

export type Counts = Record<Verdict | 'slip', number>;

export function countVerdicts(judged: readonly Judged[]): Counts {
  const counts: Counts = { ready: 0, mistake: 0, duplicate: 0, here: 0, returning: 0, slip: 0 };
  for (const { verdict, meant } of judged) {
    counts[verdict] += 1;
    if (meant !== undefined) counts.slip += 1;
  }
  return counts;
}

/** What of a list is of a kind, for the pills above it: "2 with mistakes". */
export const countWords: Record<keyof Counts, (n: number) => string> = {
  ready: (n) => `${count(n)} to invite`,
  slip: (n) => plural(n, 'likely slip'),
  mistake: (n) => plural(n, 'mistake'),
  duplicate: (n) => plural(n, 'duplicate'),
  here: (n) => `${count(n)} here already`,
  returning: (n) => `${count(n)} deactivated`,
};

/** Whether an entry is one of those that a pill counts. */
export const isOfKind = (judged: Judged, kind: keyof Counts): boolean =>
  kind === 'slip' ? judged.meant !== undefined : judged.verdict === kind;
