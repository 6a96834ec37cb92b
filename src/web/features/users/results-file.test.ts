import { expect, test } from 'vitest';
import { csv, rowsFile } from './results-file';

test('results name people, say why not, and hold no formula', () => {
  const file = rowsFile(
    [
      { id: 'a', status: 'done' },
      { id: 'b', status: 'refused', code: 'last_admin' },
    ],
    [
      { id: 'a', name: '=SUM(A1)', email: 'a@acme.test' },
      { id: 'b', name: 'Hale, "Tom"', email: 'b@acme.test' },
    ],
  );
  expect('rows' in file && csv(file.rows)).toBe(
    '\ufeffE-mail,Name,Result,Why\r\na@acme.test,\'=SUM(A1),done,\r\nb@acme.test,"Hale, ""Tom""",refused,The last Admin stays\r\n',
  );
});
