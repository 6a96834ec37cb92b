/** Rows chosen, as the address holds them: every id in 22 letters, or `all` for all that match. */
export function readChosen(text = ''): string[] {
  return text.split('.').flatMap((part) => (/^[\w-]{22}$/.test(part) ? [longId(part)] : []));
}

export const writeChosen = (ids: Iterable<string>): string => [...ids].map(shortId).join('.');

function shortId(id: string): string {
  const bytes = id.replaceAll('-', '').match(/../g) ?? [];
  const binary = String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 16)));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function longId(short: string): string {
  const binary = atob(short.replaceAll('-', '+').replaceAll('_', '/'));
  const hex = Array.from(binary, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
