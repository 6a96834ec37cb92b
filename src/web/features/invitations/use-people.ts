import { useDeferredValue, useMemo } from 'react';
import type { Draft } from './draft';
import { removeAt, replaceAt, written } from './edit-text';
import { judgePeople } from './judge-people';
import { useKnownPeople } from './known-people';
import type { Person } from './people';
import { readAddresses } from './read-addresses';

/** The people of the way chosen, judged as they are typed; typing goes first, however long the list. */
export function usePeople(slug: string, draft: Draft, change: (part: Partial<Draft>) => void) {
  const text = useDeferredValue(draft.text);
  const entries = useMemo(() => readAddresses(text), [text]);
  const { file, way } = draft;
  const people: readonly Person[] = way === 'csv' ? (file?.people ?? nobody) : entries;
  const { known, asking, error } = useKnownPeople(slug, people);
  const judged = useMemo(() => judgePeople(people, known), [people, known]);

  const correct = (index: number, person: Person) => {
    const entry = entries[index];
    if (way === 'csv' && file) {
      change({ file: { ...file, people: file.people.map((one, i) => (i === index ? person : one)) } });
    } else if (entry) change({ text: replaceAt(text, entry, written(person)) });
  };
  const remove = (indexes: number[]) => {
    const gone = new Set(indexes);
    if (way === 'csv' && file) {
      change({ file: { ...file, people: file.people.filter((_, i) => !gone.has(i)) } });
    } else
      change({
        text: removeAt(
          text,
          entries.filter((_, i) => gone.has(i)),
        ),
      });
  };
  return { judged, asking, error, correct, remove };
}

const nobody: Person[] = [];
