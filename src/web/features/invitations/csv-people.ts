import { bare, splitName } from './name-rules';
import type { Fault, FaultyField, Person } from './people';

const columns: Record<string, RegExp> = {
  email: /^(e-?mail|mail)( ?address)?$|^(user ?name|login)$/,
  firstName: /^(first|given) ?name$|^forename$/,
  lastName: /^(last|family) ?name$|^surname$/,
  name: /^(full |display )?name$/,
  role: /^role$/,
  department: /^(department|team)$/,
  location: /^(location|office|site)$/,
  jobTitle: /^(job ?)?title$/,
  employeeId: /^(employee|staff|personnel) ?(id|number|no)$/,
  startDate: /^start ?(date|day)?$/,
  inviteOn: /^(invite|send) ?on$/,
};

/** What the template and the result begin with. */
export const templateColumns = [
  ...['email', 'first_name', 'last_name', 'role', 'department', 'location', 'job_title'],
  ...['employee_id', 'start_date', 'invite_on'],
];

export type ReadFile = { people: Person[]; unread: string[] } | { problem: string };

export const mostPeople = 100_000;

/** People from the rows of a file; the columns go by their names, in any order and writing. */
export function peopleOfRows(rows: readonly string[][]): ReadFile {
  const [first] = rows;
  if (!first) return { problem: 'There is nothing in this file.' };
  const unnamed = first.some((cell) => cell.includes('@'));
  const header = unnamed ? guessed(first) : named(first);
  if (!header.includes('email')) {
    return { problem: 'No column is named email. Name it in the first row, or use the template.' };
  }
  const people = unnamed ? rows : rows.slice(1);
  const filled = people.filter((row) => row.some((cell) => cell.trim() !== ''));
  if (filled.length === 0) return { problem: 'There is nobody in this file: it has a first row alone.' };
  if (filled.length > mostPeople) {
    return { problem: 'There are more than 100,000 people in this file. Divide it into parts.' };
  }
  return {
    people: filled.map((row) => personOf(header, row)),
    unread: unreadOf(header, unnamed ? [] : first, filled),
  };
}

function named(cells: string[]): string[] {
  const keys = cells.map((cell) => {
    const name = bare(cell)
      .toLowerCase()
      .replaceAll(/[_\s]+/g, ' ');
    return Object.keys(columns).find((key) => columns[key]?.test(name)) ?? '';
  });
  // Of two for the same, the first is read.
  return keys.map((key, i) => (keys.indexOf(key) === i ? key : ''));
}

/** The columns that hold something and say nothing here, as the file calls them. */
function unreadOf(header: string[], names: string[], rows: readonly string[][]): string[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: width }, (_, i) => i)
    .filter((i) => !header[i] && rows.some((row) => (row[i] ?? '').trim() !== ''))
    .map((i) => bare(names[i] ?? '') || `column ${i + 1}`);
}

/** Without a row of names: the cell with an @ is the address, what stands beside it the name. */
function guessed(cells: string[]): string[] {
  const email = cells.findIndex((cell) => cell.includes('@'));
  const names = cells.map((_, i) => i).filter((i) => i !== email);
  return cells.map((_, i) => {
    if (i === email) return 'email';
    if (names.length === 1) return 'name';
    return ['firstName', 'lastName'][names.indexOf(i)] ?? '';
  });
}

function personOf(header: string[], row: string[]): Person {
  const cells = new Map(header.map((key, i) => [key, (row[i] ?? '').trim()]));
  const cell = (key: string) => cells.get(key) ?? '';
  const name = cell('name') === '' ? undefined : splitName(cell('name'));
  const person: Person = {
    email: cell('email').replace(/^mailto:/i, ''),
    firstName: cell('firstName') || (name?.firstName ?? ''),
    lastName: cell('lastName') || (name?.lastName ?? ''),
  };
  for (const key of ['department', 'location', 'jobTitle', 'employeeId'] as const) {
    if (cell(key) !== '') person[key] = cell(key);
  }
  return readFields(person, { role: cell('role'), startDate: cell('startDate'), inviteOn: cell('inviteOn') });
}

/** The person with these cells read, those that cannot be as faults. */
export function readFields(person: Person, cells: Partial<Record<FaultyField, string>>): Person {
  const { faults: _before, ...read } = person;
  const faults: Fault[] = [];
  for (const [field, text = ''] of Object.entries(cells) as [FaultyField, string | undefined][]) {
    const value = text.trim();
    if (value === '') continue;
    if (field === 'role') {
      const role = value.toLowerCase();
      if (role === 'member' || role === 'admin') read.role = role;
      else faults.push({ field, value, words: 'The role is member or admin' });
    } else if (isDay(value)) read[field] = value;
    else faults.push({ field, value, words: `Write the ${dayNames[field]} as 2026-12-31` });
  }
  return faults.length > 0 ? { ...read, faults } : read;
}

const dayNames = { startDate: 'start date', inviteOn: 'day to invite on' };

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
