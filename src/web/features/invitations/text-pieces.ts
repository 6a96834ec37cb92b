/** A part of a line between separators, without the spaces around it. */
export interface Piece {
  text: string;
  start: number;
  end: number;
  /** The separator before it; '' at the beginning of a line. */
  after: string;
}

/** Divides a line at commas, semicolons and tabs, but not within "quotes" or <brackets>. */
export function piecesOf(line: string, offset: number): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let after = '';
  const close = (until: number) => {
    // Characters without a width come along from web pages and chats.
    const text = line.slice(from, until).replace(/[\u200b-\u200d\u2060\ufeff]/g, ' ');
    const trimmed = text.trim();
    if (trimmed !== '') {
      const start = offset + from + text.indexOf(trimmed);
      pieces.push({ text: trimmed, start, end: start + trimmed.length, after });
    }
  };
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] ?? '';
    const partner = char === '"' ? '"' : char === '<' ? '>' : undefined;
    if (partner !== undefined) {
      const closing = line.indexOf(partner, at + 1);
      if (closing > 0) at = closing;
    } else if (char === ',' || char === ';' || char === '\t') {
      close(at);
      from = at + 1;
      after = char;
    }
  }
  close(line.length);
  return pieces;
}
