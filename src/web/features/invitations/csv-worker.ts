import { parse } from 'csv-parse/browser/esm/sync';
import { mostPeople, peopleOfRows, type ReadFile } from './csv-people';
import { delimiterOf, textOfFile } from './csv-text';

/** Reads a file beside the page, which stays quick meanwhile. */
addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
  postMessage(read(new Uint8Array(data)));
});

function read(bytes: Uint8Array): ReadFile {
  const text = textOfFile(bytes);
  if (text.includes('\0'))
    return { problem: 'This is not a CSV file. Save the sheet as CSV, then choose it.' };
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text.replace(/^\ufeff/, '')),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: mostPeople + 2,
    });
    return peopleOfRows(rows);
  } catch {
    return { problem: 'A quote in this file is never closed, so its rows cannot be told apart.' };
  }
}
