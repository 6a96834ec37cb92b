import { useSyncExternalStore } from 'react';

/** State of each space that outlives the dialog which shows it; gone with the page. */
export function createKeyedStore<T>(initial: T) {
  const values = new Map<string, T>();
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
  const read = (key: string): T => (values.has(key) ? (values.get(key) as T) : initial);
  const write = (key: string, value: T): void => {
    values.set(key, value);
    for (const listener of listeners) listener();
  };
  const useValue = (key: string): T => useSyncExternalStore(subscribe, () => read(key));
  return { read, write, useValue };
}
