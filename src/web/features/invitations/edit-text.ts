import { joinName, type Name } from './name-rules';

interface Place {
  start: number;
  end: number;
}

/** How a person is written in a text: `Ada Lovelace <ada@example.org>`, or the address alone. */
export function written(person: Name & { email: string }): string {
  const name = joinName(person);
  if (name === '') return person.email;
  return `${/[,;<>"@]/.test(name) ? `"${name.replaceAll('"', '')}"` : name} <${person.email}>`;
}

/** The text with what stands at a place written anew. */
export const replaceAt = (text: string, { start, end }: Place, by: string): string =>
  text.slice(0, start) + by + text.slice(end);

/** The text without what stands at these places, nor the separators behind it. */
export function removeAt(text: string, places: readonly Place[]): string {
  const kept: string[] = [];
  let from = 0;
  for (const { start, end } of [...places].sort((a, b) => a.start - b.start)) {
    kept.push(text.slice(from, start));
    from = end;
    while (/[,;\t ]/.test(text[from] ?? '')) from += 1;
    const lineBegins = start === 0 || text[start - 1] === '\n';
    if (lineBegins && text[from] === '\r') from += 1;
    if (lineBegins && text[from] === '\n') from += 1;
  }
  return kept.join('') + text.slice(from);
}
