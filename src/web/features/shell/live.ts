import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { sessionQuery, spacePath } from '../../api/session';

const quietFor = 700;

/**
 * Listens for changes of a space and reads again what is on screen, at most once in 700 ms.
 * The browser connects again by itself; then everything is read once, as events may have been missed.
 * Whoever may no longer be here, or is another by now, hears of it: the session is read again.
 */
export function useLiveSpace(slug: string, enabled: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!enabled) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let connectedBefore = false;
    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: ['space', slug] });
      }, quietFor);
    };
    const source = new EventSource(spacePath(slug, '/events'));
    source.addEventListener('change', refresh);
    source.addEventListener('open', () => {
      if (connectedBefore) refresh();
      connectedBefore = true;
    });
    const lookWhoIam = () => void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    source.addEventListener('gone', lookWhoIam);
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) lookWhoIam();
    });
    return () => {
      source.close();
      clearTimeout(timer);
    };
  }, [client, slug, enabled]);
}
