import { queryOptions } from '@tanstack/react-query';
import type { GuideName } from './help-search';

export interface Section {
  id: string;
  title: string;
  /** Rendered from docs/ when the page was built. */
  html: string;
  text: string;
}

export interface Guide {
  title: string;
  lead: string;
  sections: Section[];
}

const guides = import.meta.glob<Guide>('../../../../docs/*.md', { query: '?guide', import: 'default' });

/** A guide, from the Markdown in docs/; a part of the page of its own, loaded when it is opened. */
export const guideQuery = (name: GuideName) =>
  queryOptions({
    queryKey: ['guide', name],
    queryFn: async (): Promise<Guide> => {
      const load = guides[`../../../../docs/${name}.md`];
      if (load === undefined) throw new Error('There is no such guide');
      return load();
    },
    staleTime: Infinity,
  });

/** The sections in which every word that is searched for stands, those with it in the title first. */
export function searchSections(guide: Guide, q: string): Section[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const found = guide.sections.filter(({ title, text }) => has(`${title} ${text}`));
  return [...found].sort((a, b) => Number(has(b.title)) - Number(has(a.title)));
}

/** The words round the first that was searched for. */
export function snippetOf({ text }: Section, q: string): string {
  const word = q.toLowerCase().split(/\s+/).find(Boolean) ?? '';
  const at = Math.max(0, text.toLowerCase().indexOf(word));
  const from = Math.max(0, text.lastIndexOf(' ', Math.max(0, at - 60)) + 1);
  return `${from > 0 ? '… ' : ''}${text.slice(from, from + 180).trim()} …`;
}
