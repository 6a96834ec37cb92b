import { expect, test } from 'vitest';
import { connectScim, searchFor } from '../../../../tests/support/scim.ts';
import { approve, file, imported, people, person, upload } from '../../../../tests/support/sync-runs.ts';
import {
  createTestApp,
  createTestSpace,
  TestClock,
  type TestSpace,
} from '../../../../tests/support/test-app.ts';

const reportOf = async (space: TestSpace, id: string) =>
  String((await space.api('GET', `/sync-runs/${id}/report`)).body)
    .trim()
    .split('\n');

test('the report tells what the page tells, in its words: changes, department, days ahead', async () => {
  const app = await createTestApp({ clock: new TestClock(new Date('2026-05-04T09:00:00Z')) });
  const space = await createTestSpace(app);
  const head = 'employee_id,email,first_name,last_name,department,start_date';
  await imported(app, space, file(people(1, 20)));
  const entra = await connectScim(app, space, 'Entra');
  const { Resources } = (await entra.get(searchFor('userName eq "p2@acme.test"'))).body;
  await entra.send('PATCH', `/Users/${Resources[0].id}`, {
    Operations: [{ op: 'Replace', path: 'active', value: false }],
  });
  const rows = people(4, 20).map((row) => `${row},`);
  const run = await upload(
    app,
    space,
    file(
      [
        'E1,p1@acme.test,First1,"Last, née One",Legal,',
        `${person(2)},`,
        ...rows,
        `${person(21)},2026-06-01`,
        `${person(22)},31.02.2020`,
      ],
      head,
    ),
  );
  const [heads, ...planned] = await reportOf(space, run.id);
  expect(heads).toBe(
    'Line,Column,Outcome,Reason,Warning,Result,Employee id,E-mail,First name,Last name,Department,Changes',
  );
  expect(planned).toContain(
    '2,,Changes,Details have changed,"","",E1,p1@acme.test,First1,"Last, née One",Legal,"Last name: Last1 → Last, née One; Department: Sales → Legal"',
  );
  expect(planned).toContain('3,,Kept out,Deactivated by Entra,"","",E2,p2@acme.test,First2,Last2,Sales,');
  expect(planned).toContain(
    ',,Leaves,No longer in the employee data,"","",E3,p3@acme.test,First3,Last3,Sales,',
  );
  expect(planned).toContain(
    '21,,Joins,New in the employee data; scheduled for 1 June 2026,"","",E21,p21@acme.test,First21,Last21,Sales,',
  );
  expect(planned).toContain(
    '22,start_date,Row error,A date is not a day written as YYYY-MM-DD: “31.02.2020”,"","",E22,p22@acme.test,First22,Last22,Sales,',
  );
  expect(planned).toContain('4,,Unchanged,As the file says,"","",E4,p4@acme.test,First4,Last4,Sales,');
  await approve(app, space, run);
  const done = (await reportOf(space, run.id)).map((row) => row.split(','));
  const resultOf = (id: string) => done.find((row) => row.includes(id))?.[5];
  expect(['E1', 'E3', 'E21'].map(resultOf)).toEqual(['Changed', 'Deactivated', 'Scheduled for 1 June 2026']);
});
