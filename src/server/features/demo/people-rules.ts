import { departments, jobTitles, locations, names, unusual } from './demo-names.ts';

export interface DemoPerson {
  employeeId: string;
  email: string;
  firstName: string;
  lastName: string;
  department: string;
  location: string;
  jobTitle: string;
}

/** A domain that no mail ever reaches (RFC 2606). */
export const domain = 'demo.example';

const letters: Record<string, string> = { ł: 'l', ø: 'o', ð: 'd', þ: 'th', ß: 'ss', '’': '' };

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[łøðþß’]/g, (letter) => letters[letter] ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-');

const pick = <T>(from: readonly T[], index: number): T => from[index % from.length] as T;

/** The nth person of the demo: always the same, each with an address of their own, up to 248. */
export function personAt(n: number): DemoPerson {
  const odd = n % 31 === 30 ? unusual[Math.floor(n / 31)] : undefined;
  const row = pick(names, n);
  // Five first and four last names: twenty turns come round to no pair twice.
  const turn = Math.floor(n / names.length);
  const firstName = odd?.firstName ?? pick(row.first, turn);
  const lastName = odd?.lastName ?? pick(row.last, turn);
  return {
    employeeId: `E${String(10_100 + n * 7)}`,
    email: `${odd?.local ?? `${plain(firstName)}.${plain(lastName)}`}@${domain}`,
    firstName,
    lastName,
    department: pick(departments, n * 5 + Math.floor(n / 8)),
    location: pick(locations, n * 3 + Math.floor(n / 7)),
    jobTitle: pick(jobTitles, n + Math.floor(n / 11)),
  };
}

/** People from one number up to, not with, another. */
export const people = (from: number, to: number): DemoPerson[] =>
  Array.from({ length: to - from }, (_, i) => personAt(from + i));

const columns = [
  'employeeId',
  'email',
  'firstName',
  'lastName',
  'department',
  'location',
  'jobTitle',
] as const;
const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** What the HR system exports: everybody who works there. */
export function employeeFile(employees: DemoPerson[]): string {
  const head = 'employee_id,email,first_name,last_name,department,location,job_title';
  const rows = employees.map((person) => columns.map((column) => quoted(person[column])).join(','));
  return `${[head, ...rows].join('\n')}\n`;
}
