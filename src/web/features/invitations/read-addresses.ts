import { bare, joinName, splitName, type Name } from './name-rules';
import { type Piece, piecesOf } from './text-pieces';

/** One person as read from a text, with where they stand in it, so that a correction goes there. */
export interface Entry extends Name {
  /** As it should be an address; what cannot be one is judged elsewhere. */
  email: string;
  start: number;
  end: number;
}

/**
 * Reads people from a text of any usual form: `Ada Lovelace <ada@example.org>`, addresses divided by
 * commas, semicolons, tabs, spaces or lines, "Lovelace, Ada" in quotes or not, rows of a spreadsheet.
 */
export function readAddresses(text: string): Entry[] {
  const entries: Entry[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    if (!(start === 0 && isHeader(line, text))) readLine(line.replace(/\r$/, ''), start, entries);
    start += line.length + 1;
  }
  return entries;
}

/** A first line of column names, as a spreadsheet's has. */
const isHeader = (line: string, text: string): boolean =>
  !line.includes('@') && /\b(e-?mail|mail address)\b/i.test(line) && text.includes('@');

function readLine(line: string, offset: number, entries: Entry[]): void {
  let loose: Piece[] = [];
  let last: Entry | undefined;
  const pieces = piecesOf(line, offset).map((piece) => ({ piece, found: addressesIn(piece) }));
  const alone = pieces.reduce((sum, { found }) => sum + found.length, 0) === 1;
  for (const { piece, found } of pieces) {
    if (found.length === 0) {
      // Cells after an address are its person's name: ada@example.org ⇥ Ada ⇥ Lovelace.
      if (piece.after === '\t' && last && loose.length === 0) extend(last, piece);
      else loose.push(piece);
      continue;
    }
    const [first] = found;
    if (first && loose.length > 0 && joins(loose, piece, alone && joinName(first) === '')) {
      Object.assign(first, nameBefore(loose, first), { start: loose[0]?.start ?? first.start });
      loose = [];
    }
    entries.push(...loose.map(asMistake), ...found);
    loose = [];
    last = found.at(-1);
  }
  entries.push(...loose.map(asMistake));
}

const asMistake = ({ text, start, end }: Piece): Entry => ({
  email: bare(text),
  firstName: '',
  lastName: '',
  start,
  end,
});

function extend(entry: Entry, piece: Piece): void {
  const cell = bare(piece.text);
  if (entry.firstName === '') entry.firstName = cell;
  else if (entry.lastName === '') entry.lastName = cell;
  entry.end = piece.end;
}

/**
 * Whether what stands before an address on its line is its person's name: "Lovelace, Ada <ada@…>",
 * or the cells of a row. In a list of several it is an address that was never finished.
 */
function joins(loose: Piece[], piece: Piece, aloneAndNameless: boolean): boolean {
  if (loose.length > 2) return false;
  return piece.after === '\t' || aloneAndNameless || (loose.length === 1 && piece.text.includes('<'));
}

function nameBefore(loose: Piece[], entry: Entry): Name {
  const [one = '', two = ''] = loose.map(({ text }) => bare(text));
  if (joinName(entry) !== '') return { firstName: joinName(entry), lastName: one };
  return two === '' ? splitName(one) : { firstName: one, lastName: two };
}

/** Longer than a name with an address can be: no use in looking, and slow. */
const longest = 1000;
const addressLike = /<([^<>]*)>|[^\s<>()"“”]*@[^\s<>()"“”]*/g;

/** The addresses of a piece, each with the name before it, or behind it in brackets. */
function addressesIn({ text, start, end }: Piece): Entry[] {
  const entries: Entry[] = [];
  if (text.length > longest) return entries;
  let from = 0;
  for (const match of text.matchAll(addressLike)) {
    const [whole, inAngles] = match;
    const until = match.index + whole.length;
    const name = splitName(text.slice(from, match.index));
    entries.push({ email: clean(inAngles ?? whole), ...name, start: start + from, end: start + until });
    from = until;
  }
  const [first] = entries;
  const last = entries.at(-1);
  if (!first || !last) return [];
  const behind = bare(text.slice(from));
  if (behind !== '' && joinName(last) === '') Object.assign(last, splitName(behind));
  last.end = end;
  return entries;
}

/** An address without what mail programs and texts put around it. */
const clean = (text: string): string =>
  text
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/\?.*$/, '')
    .replace(/^['‘’]+|['‘’.:]+$/g, '');
