import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enterAsOwner, settled } from './people.ts';
import { expect, expectAccessible, test } from './usher.ts';

const people = Array.from(
  { length: 12 },
  (_, i) => `E${String(i)},p${String(i)}@acme.test,First${String(i)},Last`,
);
const tom = 'E90,tom@acme.test,Tom,Hale';

/** A file of employee data, as it is exported. */
function fileOf(rows: string[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'usher-people-')), 'people.csv');
  writeFileSync(path, `employee_id,email,first_name,last_name\n${rows.join('\n')}\n`);
  return path;
}

test('an Admin who leaves the employee data is kept by a person; who is deleted stays out until it is lifted', async ({
  page,
  usher,
}) => {
  test.slow();
  const slug = await enterAsOwner(page, usher);
  usher.run('import', fileOf([...people, tom]), '--space', slug, '--apply');
  await expect(page.getByRole('row', { name: /Tom Hale/ })).toBeVisible();
  await page.getByRole('button', { name: 'Actions for Tom Hale' }).click();
  await page.getByRole('menuitem', { name: 'Make Admin' }).click();
  await expect(page.getByRole('row', { name: /Tom Hale/ })).toContainText('Admin');
  usher.run('import', fileOf(people), '--space', slug, '--apply');

  const banner = page.getByRole('region', { name: 'Admins no longer listed' });
  await expect(banner).toContainText(/no longer lists Tom Hale, an Admin/);
  await settled(page);
  await expectAccessible(page);
  // He has not claimed yet, so what is offered beside Keep is Delete; it asks first.
  await banner.getByRole('button', { name: 'Delete Tom Hale' }).click();
  await expect(page.getByRole('dialog', { name: 'Delete Tom Hale?' })).toContainText(
    'They come from employee data: you keep them out of it',
  );
  await page.keyboard.press('Escape');
  await banner.getByRole('button', { name: 'Keep Tom Hale' }).click();
  await expect(banner).toBeHidden();
  await expect(page.getByRole('row', { name: /Tom Hale/ })).toContainText('Admin');

  await page.getByRole('row', { name: /First7 Last/ }).click();
  const panel = page.getByRole('dialog', { name: 'First7 Last' });
  const data = panel.getByRole('region', { name: 'Employee data' });
  await expect(data).toContainText('Last seen');
  await expect(data).toContainText('Joins · New in the employee data');
  await expect(data.getByRole('link', { name: 'people.csv' })).toBeVisible();
  await panel.getByRole('button', { name: 'Delete' }).click();
  await page.getByLabel('Type delete to confirm').fill('delete');
  await page
    .getByRole('dialog', { name: /^Delete/ })
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(page.getByRole('row', { name: /First7 Last/ })).toHaveCount(0);
  usher.run('import', fileOf(people), '--space', slug, '--apply');
  await page.reload();
  await expect(page.getByRole('row', { name: /First8 Last/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /First7 Last/ })).toHaveCount(0);

  await page.getByRole('combobox', { name: 'Last Activity' }).click();
  await page.getByRole('option', { name: 'Deactivated' }).click();
  await page.getByText('1 deleted person kept out').getByRole('button', { name: 'Show' }).click();
  const dialog = page.getByRole('dialog', { name: 'Deleted people who are kept out' });
  await expect(dialog).toContainText('p7@acme.test');
  await settled(page);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Lift for First7 Last' }).click();
  await expect(dialog).toContainText('Nobody is kept out.');
  await page.keyboard.press('Escape');
  usher.run('import', fileOf(people), '--space', slug, '--apply');
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(page.getByRole('row', { name: /First7 Last/ })).toBeVisible();
});
