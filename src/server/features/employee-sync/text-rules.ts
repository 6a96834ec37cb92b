/** Control and zero-width characters and those that turn the direction of text; line breaks and tabs are text. */
export const unprintable =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/;

const everyUnprintable = new RegExp(unprintable.source, 'g');

export const withoutUnprintable = (text: string): string => text.replace(everyUnprintable, '');

/** Whether these are letters with nothing hidden in them and no form but one; true for most texts. */
export const isPlain = (text: string): boolean => /^[\t\n\r\x20-\x7e]*$/.test(text);

/** A column's name as it is shown and kept, whatever stands in a file's first line. */
export const shownHeader = (header: string): string =>
  withoutUnprintable(header).slice(0, 200).toWellFormed();

/** A value of a file as it is shown and kept beside what is wrong with it. */
export const shownValue = (value: string): string => {
  const shown = withoutUnprintable(value).replaceAll(/\s+/g, ' ').toWellFormed();
  return shown.length > 40 ? `${shown.slice(0, 39).toWellFormed()}…` : shown;
};
