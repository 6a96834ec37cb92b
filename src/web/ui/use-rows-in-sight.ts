import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

interface Options {
  /** What holds the table. */
  frame: RefObject<HTMLElement | null>;
  rows: readonly unknown[];
  /** Of one row, in pixels; all are as high. */
  height: number;
  hasMore: boolean;
  onMore: () => void;
}

/** Which rows of a long list are in sight of the window, as the page is scrolled; the next are read ahead. */
export function useRowsInSight({ frame, rows, height, hasMore, onMore }: Options) {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const place = frame.current;
    if (place === null) return;
    const look = () => setTop(Math.round(place.getBoundingClientRect().top + window.scrollY));
    look();
    // What stands above the list comes and goes: banners, pills, a line of running work.
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [frame]);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: top,
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  // Asked again when other rows have come, even as many: who scrolls while an order changes asks too soon.
  useEffect(() => {
    if (hasMore && last >= rows.length - 30) onMore();
  }, [hasMore, last, rows, onMore]);
  return {
    top,
    indexes: shown.map(({ index }) => index),
    /** Room of the rows before and after, in pixels. */
    before: (shown[0]?.start ?? top) - top,
    after: virtual.getTotalSize() - ((shown.at(-1)?.end ?? top) - top),
    scrollTo: (index: number) => virtual.scrollToIndex(index),
  };
}
