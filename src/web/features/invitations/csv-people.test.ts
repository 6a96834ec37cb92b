import { parse } from 'csv-parse/browser/esm/sync';
import { describe, expect, it } from 'vitest';
import { mostPeople, peopleOfRows, readFields } from './csv-people';
import { csvLine, delimiterOf, textOfFile } from './csv-text';

const people = (...rows: string[][]) => {
  const read = peopleOfRows(rows);
  return 'people' in read ? read.people : read.problem;
};

describe('a CSV file of people', () => {
  it('goes by the names of its columns, in any order and writing', () => {
    expect(
      people(
        [
          'Last Name',
          'E-Mail Address',
          'first_name',
          'ROLE',
          'Team',
          'Employee number',
          'Start date',
          'Shoe size',
        ],
        ['Lovelace', ' ada@x.org ', 'Ada', 'Admin', 'Sales', '007', '2026-12-31', '38'],
        ['', '', '', '', '', '', '', ''],
      ),
    ).toEqual([
      {
        ...{ email: 'ada@x.org', firstName: 'Ada', lastName: 'Lovelace', role: 'admin', department: 'Sales' },
        ...{ employeeId: '007', startDate: '2026-12-31' },
      },
    ]);
    expect(people(['name', 'email'], ['Lovelace, Ada', 'a@x.org'])).toMatchObject([
      { firstName: 'Ada', lastName: 'Lovelace' },
    ]);
  });

  it('needs no names where an address shows the way', () => {
    expect(people(['Ada', 'Lovelace', 'a@x.org'], ['Grace', 'Hopper', 'g@x.org'])).toMatchObject([
      { email: 'a@x.org', firstName: 'Ada', lastName: 'Lovelace' },
      { email: 'g@x.org', firstName: 'Grace', lastName: 'Hopper' },
    ]);
    expect(people(['a@x.org'], ['nonsense'])).toMatchObject([{ email: 'a@x.org' }, { email: 'nonsense' }]);
  });

  it('names the columns that hold something and are not read', () => {
    const unread = (...rows: string[][]) => {
      const read = peopleOfRows(rows);
      return 'unread' in read && read.unread;
    };
    expect(
      unread(['email', 'Phone  no', 'Notes', '', 'Office'], ['a@x.org', '12', ' ', 'x', 'Leeds']),
    ).toEqual(['Phone no', 'column 4']);
    expect(unread(['email', 'first_name'], ['a@x.org', 'Ada', 'more'])).toEqual(['column 3']);
    expect(unread(['Ada', 'Lovelace', 'a@x.org', '12'])).toEqual(['column 4']);
    const twice = [
      ['email', 'team', 'department'],
      ['a@x.org', 'Sales', 'Law'],
    ];
    expect([people(...twice), unread(...twice)]).toEqual([
      [expect.objectContaining({ department: 'Sales' })],
      ['department'],
    ]);
  });

  it('says what is wrong with a file as a whole', () => {
    expect(people()).toMatch(/nothing in this file/);
    expect(people(['name'], ['Ada'])).toMatch(/No column is named email/);
    expect(people(['email'])).toMatch(/nobody in this file/);
    const many = Array.from({ length: mostPeople + 1 }, () => ['a@x.org']);
    expect(people(['email'], ...many)).toMatch(/more than 100,000/);
  });

  it('keeps what it cannot read as a fault, until it is corrected', () => {
    const [person] = people(
      ['email', 'role', 'start_date', 'invite_on'],
      ['a@x.org', 'boss', '31/12/2026', '2026-02-30'],
    ) as [Parameters<typeof readFields>[0]];
    expect(person.faults?.map(({ field, value }) => [field, value])).toEqual([
      ['role', 'boss'],
      ['startDate', '31/12/2026'],
      ['inviteOn', '2026-02-30'],
    ]);
    expect(readFields(person, { role: 'member', startDate: '2026-12-31', inviteOn: '' })).toEqual({
      ...{ email: 'a@x.org', firstName: '', lastName: '', role: 'member', startDate: '2026-12-31' },
    });
  });

  it('is read in the encodings and with the separators that spreadsheets write', () => {
    const bytes = (text: string, encoding: BufferEncoding) => new Uint8Array(Buffer.from(text, encoding));
    expect(textOfFile(bytes('Élodie', 'utf8'))).toBe('Élodie');
    expect(textOfFile(bytes('Élodie', 'latin1'))).toBe('Élodie');
    expect(textOfFile(bytes('\ufeffÉlodie', 'utf16le'))).toBe('Élodie');
    expect(['a;b;c', 'a\tb', 'a,b;c,d', 'a'].map(delimiterOf)).toEqual([';', '\t', ',', ',']);
  });

  it('is written so that no spreadsheet runs it, and reads back the same', () => {
    const cells = ['=1+1', '+44', '-x', '@sum', 'Ada "the" First', 'a,b', 'plain', ''];
    expect(csvLine(cells)).toBe(`'=1+1,'+44,'-x,'@sum,"Ada ""the"" First","a,b",plain,`);
    expect(parse(csvLine(cells))[0]).toEqual([
      ...cells.slice(0, 4).map((cell) => `'${cell}`),
      ...cells.slice(4),
    ]);
  });
});
