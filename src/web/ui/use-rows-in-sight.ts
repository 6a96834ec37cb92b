import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

interface Options {
  /** What holds the table. */
  frame: RefObject<HTMLElement | null>;
  rows: readonly unknown[];
  /** Of one row, in pixels; all are as high. */
  height: number;
  hasMore: boolean;
  onMore: () => void;
}

/** Rows drawn before and after those in sight, so that none is missing while one scrolls. */
const ahead = 12;

interface Sight {
  /** Of the frame, from the top of the page. */
  top: number;
  from: number;
  to: number;
}

/** Which rows of a long list are in sight of the window, as the page is scrolled; the next are read ahead. */
export function useRowsInSight({ frame, rows, height, hasMore, onMore }: Options) {
  const [sight, setSight] = useState<Sight>({ top: 0, from: 0, to: 2 * ahead });
  useLayoutEffect(() => {
    const look = () => {
      if (frame.current === null) return;
      const { top } = frame.current.getBoundingClientRect();
      const next = {
        top: Math.round(top + window.scrollY),
        from: Math.floor(-top / height) - ahead,
        to: Math.ceil((window.innerHeight - top) / height) + ahead,
      };
      setSight((old) => (old.top === next.top && old.from === next.from && old.to === next.to ? old : next));
    };
    look();
    // Drawn within the frame that scrolls: later, the eye would meet a gap.
    const onScroll = () => flushSync(look);
    window.addEventListener('scroll', onScroll, { passive: true });
    window.addEventListener('resize', look);
    // What stands above the list comes and goes: banners, pills, a line of running work.
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => {
      window.removeEventListener('scroll', onScroll);
      window.removeEventListener('resize', look);
      observer.disconnect();
    };
  }, [frame, height]);
  const onPaper = useOnPaper();
  const seen = Math.min(rows.length, Math.max(0, sight.to));
  const to = onPaper ? rows.length : seen;
  const from = onPaper ? 0 : Math.min(to, Math.max(0, sight.from));
  // Asked again when other rows have come, even as many: who scrolls while an order changes asks too soon.
  useEffect(() => {
    if (hasMore && seen >= rows.length - 30) onMore();
  }, [hasMore, seen, rows, onMore]);
  return {
    top: sight.top,
    indexes: Array.from({ length: to - from }, (_, i) => from + i),
    /** Room of the rows before and after, in pixels. */
    before: from * height,
    after: (rows.length - to) * height,
    scrollTo: (index: number) => {
      if (frame.current !== null) window.scrollBy(0, farFromSight(frame.current, index, height));
    },
  };
}

/** True while the page is printed: paper does not scroll, so all that has been read is drawn. */
function useOnPaper(): boolean {
  const [onPaper, setOnPaper] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setOnPaper(true));
    const end = () => setOnPaper(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return onPaper;
}

/** How far the page scrolls until a row stands clear of the head above and of a bar of actions below. */
function farFromSight(frame: HTMLElement, index: number, height: number): number {
  const head = frame.querySelector('th');
  const headHeight = head?.offsetHeight ?? 0;
  const row = frame.getBoundingClientRect().top + headHeight + index * height;
  const above = row - headHeight - (head === null ? 0 : Number.parseFloat(getComputedStyle(head).top) || 0);
  const below = row + 3 * height - window.innerHeight;
  return above < 0 ? above : Math.max(0, below);
}
