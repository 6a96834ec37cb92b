/** The bytes of a file as text: UTF-8, UTF-16 with its mark, else as older spreadsheets write. */
export function textOfFile(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** What divides the cells of this text: whichever of the three stands most often in its first line. */
export function delimiterOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const times = (char: string) => line.split(char).length;
  return [',', ';', '\t'].reduce((best, char) => (times(char) > times(best) ? char : best));
}

/** Cells as a line of CSV. What a spreadsheet would take for a formula gets a quote before it. */
export function csvLine(cells: readonly string[]): string {
  return cells
    .map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}

/** Offers a text as a file to keep; the mark in front tells spreadsheets that it is UTF-8. */
export function download(name: string, lines: readonly string[]): void {
  const blob = new Blob([`\ufeff${lines.join('\r\n')}\r\n`], { type: 'text/csv' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
