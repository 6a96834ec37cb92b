const key = 'usher.note';

/** Keeps a note for the page that is loaded next. */
export function keepNote(text: string): void {
  sessionStorage.setItem(key, text);
}

/** The note that was kept, once. */
export function takeNote(): string | undefined {
  const text = sessionStorage.getItem(key) ?? undefined;
  sessionStorage.removeItem(key);
  return text;
}
