/** A piece of a letter. Text is plain: nothing in it is read as HTML. */
export type LetterBlock =
  | { p: string }
  | { quote: string; from: string }
  | { button: string; url: string }
  | { facts: [label: string, value: string][] };

export interface Letter {
  spaceName: string;
  subject: string;
  /** What a list of mails shows beside the subject. */
  preview: string;
  heading: string;
  blocks: LetterBlock[];
  /** Why this person gets it, in one sentence. */
  footer: string;
}

/** Writes a letter as HTML and as plain text from the same pieces, so that neither says less. */
export async function writeLetter(letter: Letter): Promise<{ subject: string; html: string; text: string }> {
  // Loaded with the first letter: what draws mails takes a quarter of a second to read.
  const { renderPage } = await import('./letter-page.tsx');
  return { subject: letter.subject, html: await renderPage(letter), text: letterText(letter) };
}

function letterText({ spaceName, heading, blocks, footer }: Letter): string {
  const pieces = blocks.map((block) => {
    if ('p' in block) return block.p;
    if ('quote' in block) return `${block.quote.replace(/^/gm, '> ')}\n> – ${block.from}`;
    if ('button' in block) return `${block.button}:\n${block.url}`;
    return block.facts.map(([label, value]) => `${label}: ${value}`).join('\n');
  });
  return [spaceName, heading, ...pieces, `-- \n${footer}`].join('\n\n') + '\n';
}
