const key = 'usher-seen-operations';

/** Operations whose end this browser has said already. */
export const seenOperations = (): string[] => (localStorage.getItem(key) ?? '').split(' ');

export function markSeen(id: string): void {
  localStorage.setItem(key, [id, ...seenOperations().filter((other) => other !== id)].slice(0, 50).join(' '));
}
