/** What the PDF's built-in fonts can draw beyond Latin-1: the rest of Windows-1252. */
const beyondLatin1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

/** Letters that do not come apart into a base and an accent. */
const plain: Record<string, string> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ħ: 'h',
  Ħ: 'H',
  ı: 'i',
  ŋ: 'n',
  Ŋ: 'N',
  ŧ: 't',
  Ŧ: 'T',
  ĸ: 'k',
  ẞ: 'SS',
  '\u2010': '-',
  '\u2011': '-',
  '\u2212': '-',
  '\u202f': ' ',
  '\u2009': ' ',
};

const drawable = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  return (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || beyondLatin1.includes(character);
};

/**
 * Text as the PDF's built-in fonts can draw it: a letter they lack becomes the nearest they have
 * (Łódź gives Lódz), and what has none a question mark.
 */
export function printable(text: string): string {
  return Array.from(text.normalize('NFC').replaceAll('\n', ' '), (character) => {
    if (drawable(character)) return character;
    const near = plain[character] ?? character.normalize('NFKD').replace(/\p{M}/gu, '');
    return near !== '' && Array.from(near).every(drawable) ? near : '?';
  }).join('');
}
