import type { Page } from '@playwright/test';
import { applied, confirm, fillAccount, upload } from './employee-files.ts';
import { accessibleEverywhere, enterAsOwner } from './people.ts';
import type { Sshd } from '../support/sshd.ts';
import { expect, test } from './usher.ts';

const header = 'employee_id,email,first_name,last_name,department';
const person = (n: number) =>
  `E${String(n)},p${String(n)}@acme.test,First${String(n)},Last${String(n)},Sales`;
const people = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => person(from + i));

test('employee files: a rehearsal, a leaver, a bad one that is held, an undo', async ({ page, usher }) => {
  test.slow();
  const slug = await enterAsOwner(page, usher);
  await page.goto(`${usher.url}/s/${slug}/sync`);
  await expect(page.getByRole('heading', { name: 'People come and go by themselves' })).toBeVisible();
  await accessibleEverywhere(page);
  await page.getByRole('button', { name: 'Upload a CSV' }).click();
  await expect(page.getByRole('dialog', { name: 'Upload a CSV' })).toBeVisible();
  await accessibleEverywhere(page);

  await upload(page, slug, 'people.csv', [header, ...people(1, 12)]);
  await expect(page.getByRole('heading', { name: /12 join\. Nobody has changed\./ })).toBeVisible();
  await expect(page.getByRole('tab', { name: /Join 12/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /First6 Last6/ })).toContainText('p6@acme.test');
  await page.getByRole('button', { name: 'First6 Last6' }).click();
  await expect(page.getByRole('dialog', { name: 'First6 Last6 across runs' })).toContainText('p6@acme.test');
  await page.keyboard.press('Escape');
  await accessibleEverywhere(page);
  await confirm(
    page,
    'Apply these 12 changes',
    '12 people join. Seats taken 1 → 13 of 30: 12 to people who come. 12 invitations are kept in the Outbox, as no mail server is set.',
  );
  await expect(applied(page)).toBeVisible();

  await upload(page, slug, 'second.csv', [header, ...people(2, 13)]);
  await expect(page.getByRole('tab', { name: /Leave 1/ })).toHaveAttribute('aria-selected', 'true');
  await confirm(
    page,
    'Apply 1 deactivation and 1 other change',
    '1 person is deactivated and 1 person joins.',
  );
  await expect(applied(page)).toBeVisible();
  const second = page.url();

  await upload(page, slug, 'tried.csv', [header, ...people(2, 5)]);
  await expect(page.getByRole('heading', { name: /8 leave\. It would be held\./ })).toBeVisible();
  const why = page.getByRole('alert').filter({ hasText: 'This would be held:' });
  await expect(why).toContainText(
    '9 people would leave with those of the last 24 hours (1); the limit is 3.',
  );
  await expect(page.getByText('Would be held', { exact: true })).toBeVisible();
  await accessibleEverywhere(page);

  await upload(page, slug, 'broken.csv', [header, ...people(2, 5)], true);
  await expect(page.getByText('What held it')).toBeVisible();
  await page.getByRole('link', { name: 'Users', exact: true }).click();
  const banner = page.getByRole('region', { name: 'Data sync waits for you' });
  await expect(banner).toContainText('would deactivate 8 of 12 people');
  await banner.getByRole('link', { name: 'Look and decide' }).click();
  await expect(page.getByRole('button', { name: 'Apply 8 deactivations' })).toBeVisible();
  await page.getByRole('button', { name: 'First6 Last6' }).click();
  await expect(page.getByRole('dialog', { name: 'First6 Last6 across runs' })).toContainText('people.csv');
  await page.keyboard.press('Escape');
  await accessibleEverywhere(page);
  await confirm(page, 'Ignore this file', 'Nobody changes and no seat moves.');
  await expect(banner).toBeHidden();

  await page.getByRole('link', { name: 'Users', exact: true }).click();
  await page.getByRole('row', { name: /First6 Last6/ }).click();
  const data = page
    .getByRole('dialog', { name: 'First6 Last6' })
    .getByRole('region', { name: 'Employee data' });
  await expect(data).toContainText('CSV upload');
  await expect(data).toContainText('Leaves · No longer in the employee data');
  await expect(data).toContainText('ignored, not applied');
  await expect(data).toContainText('Joins · New in the employee data');
  await accessibleEverywhere(page);
  await data.getByRole('link', { name: 'people.csv' }).click();
  await expect(page.getByRole('heading', { name: /12 joined\./ })).toBeVisible();

  await page.goto(second);
  await page.getByRole('button', { name: 'Undo this run' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rehearse the undo' }).click();
  await confirm(page, 'Undo: take back 2 changes', 'The source is paused then.');
  await expect(applied(page)).toBeVisible();
  await expect(page.getByRole('region', { name: 'This run', exact: true })).toContainText(
    'Undo of second.csv · CSV upload · ',
  );
  await page.getByRole('link', { name: 'All runs' }).click();
  await expect(page.getByRole('group', { name: 'CSV upload' })).toContainText('Paused');
  const runs = page.getByRole('table', { name: 'Runs' });
  await expect(runs.getByRole('row', { name: /^Undo of second\.csv/ })).toContainText('Applied');
  await expect(runs.getByRole('row', { name: /^second\.csv/ })).toContainText('Undone');
  await accessibleEverywhere(page);
});

/** Changes the source: its limits and columns, and its host, whose key has to be confirmed again. */
async function changeAllOfIt(page: Page, sshd: Sshd): Promise<void> {
  await page.getByRole('link', { name: 'All runs' }).click();
  const open = page.getByRole('button', { name: 'Change HR server' });
  await open.click();
  const dialog = page.getByRole('dialog', { name: 'Change HR server' });
  const save = dialog.getByRole('button', { name: 'Save' });
  await expect(dialog.getByLabel('Private key')).toHaveAttribute('placeholder', 'Kept; type to replace');
  await dialog.getByText('Limits').click();
  await expect(dialog.getByLabel('Leavers in 24 hours, share')).toHaveAttribute('placeholder', '10 %');
  await dialog.getByLabel('Leavers in 24 hours, number').fill('7');
  await dialog.getByLabel('Rows, at least, of the last good file, share').fill('60');
  await dialog.getByText('Columns').click();
  await dialog.getByLabel('Employee id', { exact: true }).fill('Staff No.');
  await accessibleEverywhere(page);

  await dialog.getByLabel('Host').fill('elsewhere.example.org');
  await expect(dialog.getByText('Type it again: it was kept for another address')).toBeVisible();
  await expect(dialog.getByLabel('Private key')).not.toHaveAttribute('placeholder');
  await dialog.getByRole('textbox', { name: 'Password' }).fill('for elsewhere');
  await expect(save).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Password' }).fill('');
  await dialog.getByLabel('Host').fill(sshd.host);
  await expect(save).toBeDisabled();
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  await dialog.getByRole('button', { name: 'Confirm this key' }).click();
  await expect(dialog).toContainText('The file has no column "Staff No."');
  await expect(dialog).toContainText(
    'It has "employee_id", "email", "first_name", "last_name", "department".',
  );
  await dialog.getByLabel('Employee id', { exact: true }).fill('');
  await save.click();
  await expect(dialog).toBeHidden();

  await open.click();
  await dialog.getByText('Limits · 2 of its own').click();
  await expect(dialog.getByLabel('Leavers in 24 hours, number')).toHaveValue('7');
  await expect(dialog.getByText('Columns · by our own names')).toBeVisible();
  await page.keyboard.press('Escape');
  sshd.put('more.csv', `${[header, ...people(1, 6)].join('\n')}\n`, new Date(Date.now() - 300_000));
  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(page.getByRole('heading', { name: '1 joined.' })).toBeVisible();
}

/** Sets up an HRIS of any make, and finds it as it was typed; its key goes to no other server. */
async function setUpJson(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'All runs' }).click();
  await page.getByRole('button', { name: 'Set up a source' }).first().click();
  const making = page.getByRole('dialog', { name: 'Set up a source' });
  await making.getByRole('combobox', { name: 'Where the data comes from' }).click();
  await page.getByRole('option', { name: 'Another HRIS: JSON over HTTP' }).click();
  await making.getByLabel('Name', { exact: true }).fill('Payroll');
  await making.getByLabel('Address').fill('https://hr.acme.test/people');
  await making.getByRole('textbox', { name: 'Its value' }).fill('Bearer of mine');
  await making.getByText('POST', { exact: true }).click();
  await making.getByRole('textbox', { name: 'Body' }).fill('{"active": true}');
  await making.getByLabel('Where the number of all is').fill('meta.total');
  await making.getByRole('combobox', { name: 'How it goes on to the next page' }).click();
  await page.getByRole('option', { name: 'A cursor' }).click();
  await expect(making.getByLabel('Parameter')).toHaveValue('cursor');
  await expect(making.getByRole('button', { name: 'Set up source' })).toBeDisabled();
  await expect(making).toContainText('Still missing: where the cursor is.');
  await making.getByLabel('Parameter').fill('after');
  await making.getByLabel('Where the cursor is').fill('meta.next');
  await making.getByRole('button', { name: 'Set up source' }).click();
  await expect(making).toBeHidden();

  await page.getByRole('button', { name: 'Change Payroll' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change Payroll' });
  await expect(dialog.getByRole('textbox', { name: 'Body' })).toHaveValue(/"active": true/);
  await expect(dialog.getByLabel('Where the cursor is')).toHaveValue('meta.next');
  const value = dialog.getByRole('textbox', { name: 'Its value' });
  await expect(value).toHaveAttribute('placeholder', 'Kept; type to replace');
  await dialog.getByLabel('Address').fill('https://elsewhere.test/people');
  await expect(dialog).toContainText('Type the values again: they were kept for another address.');
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await value.fill('Bearer of elsewhere');
  await accessibleEverywhere(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

/** Deletes the source of another HRIS, after thinking again once: the focus is back where it was. */
async function deleteSource(page: Page): Promise<void> {
  const ask = page.getByRole('button', { name: 'Delete Payroll' });
  await ask.click();
  const dialog = page.getByRole('dialog', { name: 'Delete Payroll?' });
  await expect(dialog).toContainText('0 Users from it stay and are kept by hand from then on.');
  await accessibleEverywhere(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await expect(ask).toBeFocused();
  await ask.click();
  await dialog.getByRole('button', { name: 'Delete source' }).click();
  await expect(ask).toHaveCount(0);
}

test.describe('a server of the organisation', () => {
  test.use({ settings: { ALLOW_PRIVATE_HOSTS: '1' } });

  test('SFTP is set up: its key confirmed, its file seen, its first run rehearsed', async ({
    page,
    usher,
    sshd,
  }) => {
    test.slow();
    sshd.put('people.csv', `${[header, ...people(1, 5)].join('\n')}\n`, new Date(Date.now() - 600_000));
    const slug = await enterAsOwner(page, usher);
    await page.goto(`${usher.url}/s/${slug}/sync`);
    await page.getByRole('button', { name: 'Set up a source' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Set up a source' });
    await fillAccount(dialog, sshd);
    await expect(dialog.getByRole('button', { name: 'Set up source' })).toBeDisabled();
    await dialog.getByRole('button', { name: 'Test connection' }).click();
    await expect(dialog).toContainText(sshd.hostKey);
    // What has come of it is in view, and the next thing that a key reaches.
    const confirming = dialog.getByRole('button', { name: 'Confirm this key' });
    await expect(dialog.getByRole('group', { name: 'What the test has shown' })).toBeFocused();
    await expect(confirming).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Tab');
    await expect(confirming).toBeFocused();
    await page.keyboard.press('Enter');
    const found = dialog.getByRole('region', { name: 'What was found' });
    await expect(found).toBeInViewport({ ratio: 1 });
    await expect(found).toContainText('1 file seen; the first rows of people.csv:');
    await expect(found).toContainText('E1 · First1 · Last1 · p1@acme.test · Sales');
    await accessibleEverywhere(page);
    await dialog.getByLabel('Name', { exact: true }).fill('HR server');
    await dialog.getByRole('button', { name: 'Set up source' }).click();
    await expect(dialog).toBeHidden();

    await page.getByRole('button', { name: 'Run now' }).click();
    await expect(page.getByRole('heading', { name: /5 join\. Nobody has changed\./ })).toBeVisible();
    await confirm(page, 'Apply these 5 changes', '5 people join.');
    await expect(applied(page)).toBeVisible();
    await changeAllOfIt(page, sshd);
    await setUpJson(page);
    await deleteSource(page);
  });
});
