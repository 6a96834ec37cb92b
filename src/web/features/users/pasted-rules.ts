const bracketed = /<\s*([^<>\s]+@[^<>\s]+)\s*>/;

/**
 * The addresses or ids of a pasted text, from a column of a spreadsheet or the line of a mail program:
 * one a line, or with commas, semicolons or tabs; addresses alone also with spaces. Undefined where
 * it is no list.
 */
export function listIn(text: string): string[] | undefined {
  const parts = text
    .split(/[\r\n,;\t]+/)
    .map((part) => bracketed.exec(part)?.[1] ?? part.trim().replaceAll(/^["']|["']$/g, ''))
    .filter((part) => part !== '');
  if (parts.length > 1) return parts.every((part) => !/\s/.test(part)) ? parts : undefined;
  const words = text.trim().split(/\s+/);
  return words.length > 1 && words.every((word) => word.includes('@')) ? words : undefined;
}
