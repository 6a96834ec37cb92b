import { fillAccount, upload } from './employee-files.ts';
import { accessibleEverywhere, api, enterAsOwner } from './people.ts';
import { expect, test } from './usher.ts';

const file = (n: number) =>
  [
    'employee_id,email,first_name,last_name',
    ...Array.from({ length: n }, (_, i) => `E${String(i)},p${String(i)}@acme.test,First,Last${String(i)}`),
    '',
  ].join('\n');
const minutesAgo = (n: number) => new Date(Date.now() - n * 60_000);

test('a source that is half typed is not lost by a key or by going back, and a folder’s name is judged at its field', async ({
  page,
  usher,
}) => {
  const slug = await enterAsOwner(page, usher);
  await page.goto(`${usher.url}/s/${slug}/sync`);
  const open = page.getByRole('button', { name: 'Set up a source' }).first();
  const dialog = page.getByRole('dialog', { name: 'Set up a source' });
  const question = page.getByRole('dialog', { name: 'Discard changes?' });
  await open.click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await open.click();
  await dialog.getByRole('combobox', { name: 'Where the data comes from' }).click();
  await page.getByRole('option', { name: 'Drop folder on the Usher server' }).click();
  await dialog.getByLabel('Name', { exact: true }).fill('Nightly export');
  const folder = dialog.getByLabel('Folder');
  await folder.fill('HR export');
  await expect(folder).toHaveAccessibleDescription(/small letters, digits and hyphens/);
  await expect(dialog.getByRole('button', { name: 'Set up source' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(question).toBeVisible();
  await accessibleEverywhere(page);
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(folder).toHaveValue('HR export');
  await page.goBack();
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await expect(folder).toHaveValue('HR export');
  await expect(page).toHaveURL(/open=set-up/);
  await page.mouse.click(5, 5);
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await folder.fill('hr-export');
  await dialog.getByRole('button', { name: 'Set up source' }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole('button', { name: 'Set up a source' }).first().click();
  await dialog.getByRole('combobox', { name: 'Where the data comes from' }).click();
  await page.getByRole('option', { name: 'Drop folder on the Usher server' }).click();
  await folder.fill('hr-export');
  await dialog.getByRole('button', { name: 'Set up source' }).click();
  await expect(folder).toHaveAccessibleDescription('Another source looks into this folder.');
  await expect(folder).toBeFocused();
  await expect(dialog.getByRole('alert')).toContainText('Another source looks into this folder.');
  const name = dialog.getByLabel('Name', { exact: true });
  await name.fill('Nightly export');
  await dialog.getByRole('button', { name: 'Set up source' }).click();
  await expect(name).toHaveAccessibleDescription('Another source has this name.');
  await expect(name).toBeFocused();
  await page.goBack();
  await question.getByRole('button', { name: 'Discard changes' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('group', { name: 'Nightly export' })).toBeVisible();
});

test('what somebody else changes of a source is shown, and not set back', async ({ page, usher }) => {
  const slug = await enterAsOwner(page, usher);
  await api(page, 'POST', `${slug}/sync-sources`, { kind: 'csv', name: 'Payroll' });
  await page.goto(`${usher.url}/s/${slug}/sync`);
  const change = page.getByRole('button', { name: 'Change Payroll' });
  const dialog = page.getByRole('dialog', { name: 'Change' });
  const delimiter = dialog.getByRole('combobox', { name: 'Delimiter' });
  await change.click();
  await expect(delimiter).toHaveValue('Comma ,');
  const source = new URL(page.url()).searchParams.get('source') ?? '';
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();

  const others = (body: object) => api(page, 'PATCH', `${slug}/sync-sources/${source}`, body);
  await others({ delimiter: ';' });
  await change.click();
  await expect(delimiter).toHaveValue('Semicolon ;');
  await dialog.getByLabel('Name', { exact: true }).fill('Payroll export');
  const seen = page.waitForResponse(
    (answer) => answer.url().endsWith(`/sync-sources/${source}`) && answer.request().method() === 'GET',
  );
  await others({ delimiter: '|' });
  await seen;
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Change Payroll export' }).click();
  await expect(delimiter).toHaveValue(/\|/);
});

test('a file that is refused leads to how it seems to be written, and to another one', async ({
  page,
  usher,
}) => {
  const slug = await enterAsOwner(page, usher);
  const long = `${'export-of-all-employees_'.repeat(3)}.csv`;
  await upload(page, slug, long, ['employee_id;email;first_name;last_name', 'E1;p1@acme.test;A;B']);
  await expect(page.getByRole('heading', { name: /One column found, “;” suspected/ })).toBeVisible();
  await accessibleEverywhere(page);
  const run = page.url();
  await page.getByRole('link', { name: 'All runs' }).click();
  await expect(page.getByRole('row', { name: /export-of-all/ })).toContainText('One column found');
  await page.setViewportSize({ width: 390, height: 844 });
  const row = page.getByRole('list', { name: 'Runs' }).getByRole('listitem');
  await row.scrollIntoViewIfNeeded();
  await expect(row.getByText('Refused')).toBeInViewport({ ratio: 1 });
  await page.goto(run);
  await page.getByRole('link', { name: 'Change CSV upload' }).click();
  const change = page.getByRole('dialog', { name: 'Change CSV upload' });
  await expect(change).toContainText('The delimiter below is set to “;”, as the refused file suggests.');
  await expect(change.getByRole('combobox', { name: 'Delimiter' })).toHaveValue('Semicolon ;');
  await accessibleEverywhere(page);
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(change).toBeHidden();
  await page.getByRole('link', { name: 'Upload another file' }).click();
  const dialog = page.getByRole('dialog', { name: 'Upload a CSV' });
  const problem = { code: 'file_refused', detail: 'The file is larger than 2048 MB.' };
  await page.route('**/sync-runs?*', (route) => route.fulfill({ status: 422, json: problem }));
  const small = { name: 'large.csv', mimeType: 'text/csv', buffer: Buffer.from('x') };
  await dialog.locator('input[type=file]').setInputFiles(small);
  await dialog.getByRole('button', { name: 'Compare this file' }).click();
  await expect(dialog.getByRole('alert')).toContainText('larger than 2048 MB');
  await accessibleEverywhere(page);
  const picking = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose another file' }).click();
  await (
    await picking
  ).setFiles({ ...small, name: 'right.csv', buffer: Buffer.from(file(3).replaceAll(',', ';')) });
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await page.unroute('**/sync-runs?*');
  await dialog.getByRole('button', { name: 'Compare this file' }).click();
  await expect(page.getByRole('heading', { name: /3 join\. Nobody has changed\./ })).toBeVisible();
});

test.describe('a server of the organisation', () => {
  test.use({ settings: { ALLOW_PRIVATE_HOSTS: '1' } });

  test('a host that shows another key stops the run, and the new key is confirmed with both in sight', async ({
    page,
    usher,
    sshd,
  }) => {
    test.slow();
    sshd.put('people.csv', file(5), minutesAgo(10));
    const slug = await enterAsOwner(page, usher);
    await page.goto(`${usher.url}/s/${slug}/sync?open=set-up`);
    const making = page.getByRole('dialog', { name: 'Set up a source' });
    await making.getByLabel('Name', { exact: true }).fill('HR server');
    await fillAccount(making, sshd);
    await making.getByRole('button', { name: 'Test connection' }).click();
    await making.getByRole('button', { name: 'Confirm this key' }).click();
    await making.getByRole('button', { name: 'Set up source' }).click();
    await expect(making).toBeHidden();

    const old = sshd.hostKey;
    await sshd.changeHostKey('ecdsa');
    await page.getByRole('button', { name: 'Run now' }).click();
    await expect(page.getByRole('heading', { name: /shows another host key/ })).toBeVisible();
    await page.getByRole('link', { name: 'Look at the new key' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change HR server' });
    await expect(dialog).toContainText('The last run stopped, as the host showed another key');
    await dialog.getByRole('button', { name: 'Test connection' }).click();
    const warning = dialog.getByRole('alert').filter({ hasText: 'The host shows another key' });
    await expect(warning).toContainText(`Confirmed before${old}`);
    await expect(warning).toContainText(`Shown now${sshd.hostKey}`);
    await expect(warning).toContainText('something else answers in its place');
    await accessibleEverywhere(page);
    await warning.getByRole('button', { name: 'Confirm the new key' }).click();
    await expect(dialog.getByRole('region', { name: 'What was found' })).toContainText('1 file seen');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole('link', { name: 'All runs' }).click();
    await expect(page.getByRole('group', { name: 'HR server' })).toContainText(
      'The new key of the host is confirmed',
    );
    await page.getByRole('link', { name: 'HR server', exact: true }).click();
    await page.getByRole('button', { name: 'Run again' }).click();
    await expect(page.getByRole('heading', { name: /5 join\. Nobody has changed\./ })).toBeVisible();
  });
});
