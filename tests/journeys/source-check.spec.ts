import { fillAccount } from './employee-files.ts';
import { accessibleEverywhere, enterAsOwner } from './people.ts';
import { expect, test } from './usher.ts';

const german = [
  'Personalnummer;E-Mail;Vorname;Nachname;Abteilung;Kostenstelle',
  'E1;zoe@acme.test;Zoë;Müller;Vertrieb;4711',
  '',
].join('\r\n');

test.describe('a server of the organisation', () => {
  test.use({ settings: { ALLOW_PRIVATE_HOSTS: '1' } });

  test('a file written another way is read after a press or two', async ({ page, usher, sshd }) => {
    const tenMinutesAgo = new Date(Date.now() - 600_000);
    sshd.put('leute.csv', Buffer.from(`\ufeff${german}`, 'utf16le'), tenMinutesAgo);
    const slug = await enterAsOwner(page, usher);
    await page.goto(`${usher.url}/s/${slug}/sync?open=set-up`);
    const dialog = page.getByRole('dialog', { name: 'Set up a source' });
    await fillAccount(dialog, sshd);
    await dialog.getByRole('button', { name: 'Test connection' }).click();
    await dialog.getByRole('button', { name: 'Confirm this key' }).click();
    const found = dialog.getByRole('region', { name: 'What was found' });
    await expect(found).toContainText('This file is UTF-16, and the source says otherwise.');
    await expect(found).not.toContainText('Its one column');
    await found.getByRole('button', { name: 'Use UTF-16, little-endian' }).click();
    await expect(found).toContainText('“;” suspected as the delimiter');
    await accessibleEverywhere(page);
    await found.getByRole('button', { name: 'Use ;' }).click();
    await expect(found).toContainText('Employee id is “Personalnummer”, E-mail is “E-Mail”');
    await expect(found).toContainText('Department is “Abteilung”');
    await expect(found).toContainText('E1 · Zoë · Müller · zoe@acme.test · Vertrieb');
    await expect(found).toContainText('Not used: Kostenstelle.');
    await expect(dialog.getByRole('combobox', { name: 'Delimiter' })).toHaveValue('Semicolon ;');
    await expect(dialog.getByRole('combobox', { name: 'Encoding' })).toHaveValue(/^UTF-16, little/);
  });
});
