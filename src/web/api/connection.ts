import { useSyncExternalStore } from 'react';

interface Connection {
  readonly offline: boolean;
  readonly signedOut: boolean;
}

let connection: Connection = { offline: false, signedOut: false };
const listeners = new Set<() => void>();

function change(next: Partial<Connection>): void {
  const merged = { ...connection, ...next };
  if (merged.offline === connection.offline && merged.signedOut === connection.signedOut) return;
  connection = merged;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Called by the fetch wrapper after every try. */
export function reportOffline(offline: boolean): void {
  change({ offline });
}

/** Called when the server no longer knows the session; the page stays as it is, with what was typed. */
export function reportSignedOut(): void {
  change({ signedOut: true });
}

export function reportSignedIn(): void {
  change({ signedOut: false });
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => connection);
}

window.addEventListener('offline', () => {
  reportOffline(true);
});
window.addEventListener('online', () => {
  reportOffline(false);
});
