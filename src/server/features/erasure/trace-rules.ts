/** Whatever tells who a person is, wherever it stands. */
export interface Person {
  userIds: string[];
  /** Case-folded. */
  emails: string[];
  employeeIds: string[];
  /** Case-folded first and last name. */
  names: { first: string; last: string }[];
}

type Value = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const unique = (values: string[]): string[] => [...new Set(values)].filter((value) => value !== '');

/** Reads who it is from records of theirs: as the product's own words name the fields, at any depth. */
export function gatherPerson(userIds: string[], email: string | null, records: unknown[]): Person {
  const found: Value[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) found.push(value as Value);
    Object.values(value).forEach(visit);
  };
  records.forEach(visit);
  const names = found.map(({ firstName, lastName }) => ({
    first: text(firstName).toLowerCase(),
    last: text(lastName).toLowerCase(),
  }));
  return {
    userIds,
    emails: unique([email ?? '', ...found.map((record) => text(record.email).toLowerCase())]),
    employeeIds: unique(found.map((record) => text(record.employeeId))),
    names: names.filter(({ first, last }, i) => {
      const same = names.findIndex((name) => name.first === first && name.last === last);
      return first !== '' && last !== '' && same === i;
    }),
  };
}

const escaped = (value: string): string => value.replace(/[^\p{L}\p{N}\s]/gu, '\\$&').replace(/\s+/g, '\\s+');
const inJson = (value: string): string => escaped(JSON.stringify(value).slice(1, -1));
/** One pattern of several; of none, one that nothing matches. */
const anyOf = (patterns: string[]): string => (patterns.length > 0 ? patterns.join('|') : 'a^');
const fullName = ({ first, last }: Person['names'][number]): string => `${first} ${last}`;

/** The person's addresses and full names as words of a text; PostgreSQL's regular expressions, case aside. */
export const wordsOf = (person: Person): string =>
  anyOf([
    ...person.emails.map(
      (email) => `(?<![[:alnum:].@_+-])${escaped(email)}(?![[:alnum:]@_-]|\\.[[:alnum:]])`,
    ),
    ...person.names.map((name) => `(?<![[:alnum:]])${escaped(fullName(name))}(?![[:alnum:]])`),
  ]);

const valueAt = (keys: string, value: string): string => `(?<="(?:${keys})": ?)"${inJson(value)}"`;
const idKeys = 'employeeId|managerEmployeeId|employeeNumber|externalId|value';
const nameKeys = 'firstName|lastName|givenName|familyName';

const idsOf = ({ employeeIds }: Person): string => anyOf(employeeIds.map((id) => valueAt(idKeys, id)));

/** That a JSON text is about the person: by words, by their User's id, or by employee id. */
export const mentionsOf = (person: Person): string =>
  anyOf([wordsOf(person), idsOf(person), ...person.userIds]);

/** Values of a JSON text that name the person, where it is about them: employee id, and each name alone. */
export const fieldsOf = (person: Person): string =>
  anyOf([
    idsOf(person),
    ...person.names.flatMap(({ first, last }) => [valueAt(nameKeys, first), valueAt(nameKeys, last)]),
  ]);

/** How actors are named where only their name is kept. */
export const actorNames = (person: Person): string[] => [...person.names.map(fullName), ...person.emails];

/** Finds the person in a file's text: an address or employee id as a whole field or word, or both names in a line. */
export function findsIn(person: Person): (text: string) => boolean {
  const whole = [...person.emails, ...person.employeeIds.map((id) => id.toLowerCase())];
  return (text) => {
    const folded = text.normalize('NFC').toLowerCase();
    return (
      whole.some((word) => hasWhole(folded, word)) ||
      person.names.some(({ first, last }) => lineWith(folded, last, first))
    );
  };
}

const ends = /[\s,;|"'<>()]/;

function hasWhole(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + word.length] ?? ' '];
    if (ends.test(before) && ends.test(after)) return true;
  }
  return false;
}

function lineWith(text: string, word: string, also: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const start = text.lastIndexOf('\n', at) + 1;
    const end = text.indexOf('\n', at);
    if (text.slice(start, end < 0 ? text.length : end).includes(also)) return true;
  }
  return false;
}
