import { type KeyboardEvent, type RefObject, useState } from 'react';

interface Options {
  frame: RefObject<HTMLElement | null>;
  count: number;
  scrollTo: (index: number) => void;
  onSpace: (index: number, range: boolean) => void;
  onEnter: (index: number) => void;
}

/** Arrows, Home and End move between rows, space chooses, Enter opens; one row is in the tab order. */
export function useRowKeys({ frame, count, scrollTo, onSpace, onEnter }: Options) {
  const [wanted, setCurrent] = useState(0);
  const current = Math.min(wanted, Math.max(0, count - 1));

  const go = (index: number) => {
    const next = Math.max(0, Math.min(count - 1, index));
    setCurrent(next);
    scrollTo(next);
    focusWhenThere(frame, next, 10);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLTableRowElement)) return;
    const deeds: Partial<Record<string, () => void>> = {
      ArrowDown: () => go(current + 1),
      ArrowUp: () => go(current - 1),
      Home: () => go(0),
      End: () => go(count - 1),
      ' ': () => onSpace(current, event.shiftKey),
      Enter: () => onEnter(current),
    };
    const deed = deeds[event.key];
    if (deed === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    deed();
  };

  return { current, setCurrent, onKeyDown };
}

/** A row that was scrolled to is in the page a frame or two later. */
function focusWhenThere(frame: RefObject<HTMLElement | null>, index: number, tries: number): void {
  const row = frame.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`);
  if (row !== null && row !== undefined) row.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusWhenThere(frame, index, tries - 1));
}
