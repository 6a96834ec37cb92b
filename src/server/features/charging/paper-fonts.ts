import { createRequire } from 'node:module';
import { openSync, type Font } from 'fontkit';

const require = createRequire(import.meta.url);
const open = (file: string) => openSync(file) as Font;

/** Noto Sans. Opened once, for that takes longer than to draw a paper, which embeds what it uses of them. */
export const fonts = {
  regular: open(require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf')),
  bold: open(require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf')),
};

/** Stands for a character that the fonts lack; they draw it as a question mark in a black diamond. */
export const missing = '\ufffd';

const drawn = new Set(fonts.regular.characterSet);

/** Text as the fonts can draw it, on one line: Latin, Greek and Cyrillic whole, `missing` for the rest. */
export const drawable = (text: string): string =>
  Array.from(text.normalize('NFC').replace(/\p{Cc}/gu, ' '), (character) =>
    drawn.has(character.codePointAt(0) ?? 0) ? character : missing,
  ).join('');
