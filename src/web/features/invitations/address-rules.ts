const shape = /^[^\s@<>()[\],;:\\"]+@(?:[^\s@<>()[\],;:\\".]+\.)+[^\s@<>()[\],;:\\".]{2,}$/u;

/** Whether mail could reach it; the same outline as the server judges by. */
export const isAddress = (text: string): boolean => text.length <= 320 && shape.test(text);

/** One person is one address, whatever its case. */
export const addressKey = (email: string): string => email.trim().normalize('NFKC').toLowerCase();

/** What is wrong with something that should be an address; undefined: nothing. */
export function faultOfAddress(text: string): string | undefined {
  if (isAddress(text)) return undefined;
  if (text === '') return 'There is no address';
  if (!text.includes('@')) return 'This is no address: there is no @';
  const [name = '', domain = '', ...more] = text.split('@');
  if (more.length > 0) return 'There is more than one @';
  if (name === '') return 'Nothing stands before the @';
  if (domain === '') return 'Nothing stands after the @';
  if (/\s/.test(text)) return 'There is a space in the address';
  if (text.length > 320) return 'The address is too long';
  if (domain.startsWith('.') || domain.includes('..')) return 'Part of the domain is missing';
  if (!/\.[^.]{2,}$/.test(domain)) return 'The domain has no ending such as .org';
  return 'There is a character that no address has';
}
