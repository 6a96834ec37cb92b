import { v7 } from 'uuid';
import { emailKey, sortName } from '../src/server/features/users/index.ts';

const firstNames = ['Ada', 'Grace', 'Tom', 'Élodie', 'Noor', 'Wei', 'Maya', 'Sam', 'Ines', 'Olu', 'Kim'];
const lastNames = ['Lovelace', 'Hopper', 'Hale', 'Martin', 'Haddad', 'Chen', 'Patel', 'Okafor', 'Silva'];
const departments = ['Sales', 'Finance', 'Engineering', 'Support', 'People', 'Legal', 'Operations'];

export interface Person {
  email: string;
  firstName: string;
  lastName: string;
  department: string;
  employeeId: string;
}

const pick = <T>(from: readonly T[], i: number): T => from[i % from.length] as T;

/** People as an Admin invites them; no two calls give the same. */
export function makePeople(n: number, prefix: string): Person[] {
  return Array.from({ length: n }, (_, i) => ({
    email: `${pick(firstNames, i)
      .toLowerCase()
      .normalize('NFD')
      .replace(/\P{ASCII}/gu, '')}.${prefix}${String(i)}@bench.test`,
    firstName: pick(firstNames, i),
    lastName: pick(lastNames, Math.floor(i / 7)),
    department: pick(departments, i),
    employeeId: `E-${prefix}${String(i)}`,
  }));
}

/** Their rows of `users`, a column each, for unnest. */
export const columnsOf = (people: Person[]): unknown[] => [
  people.map(() => v7()),
  people.map(({ email }) => email),
  people.map(({ email }) => emailKey(email)),
  people.map(({ firstName }) => firstName),
  people.map(({ lastName }) => lastName),
  people.map((person) => sortName(person)),
  people.map(({ employeeId }) => employeeId),
  people.map(({ department }) => department),
];

/** One INSERT of the same rows as an invitation makes; $1 the space, $2 the instant, $3… the columns. */
export const insertRows = `
  insert into users (space_id, id, email, email_key, first_name, last_name, sort_name, employee_id, department,
    role, status, source, invited_at, created_at, updated_at)
  select $1::uuid, g.*, 'member', 'invited', 'manual', $2::timestamptz, $2::timestamptz, $2::timestamptz
  from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[]) as g`;
