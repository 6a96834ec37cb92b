import { useEffect } from 'react';
import type { Selection } from './use-selection';

const opened = '[role="dialog"], [role="menu"], [role="listbox"]';

/** Esc lets go of those chosen, where nothing is open that it closes first. */
export function useClearOnEscape({ all, ids, clear }: Selection): void {
  const some = all || ids.size > 0;
  useEffect(() => {
    if (!some) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      const open = [...document.querySelectorAll<HTMLElement>(opened)].some((part) => part.checkVisibility());
      if (!open) clear();
    };
    // Before those who close on Esc: afterwards what was open is gone already.
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [some, clear]);
}
