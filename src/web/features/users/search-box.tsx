import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type ClipboardEvent, type Ref, useState } from 'react';
import { listIn } from './pasted-rules';

interface Props {
  value: string;
  onChange: (value: string) => void;
  inputRef: Ref<HTMLInputElement>;
}

/** Searches as one types. A list pasted with line breaks keeps its parts, as commas. */
export function SearchBox({ value, onChange, inputRef }: Props) {
  const [typed, setTyped] = useState(value);
  const [given, setGiven] = useState(value);
  if (value !== given) {
    setGiven(value);
    setTyped(value);
  }
  const tell = useDebouncedCallback((next: string) => {
    setGiven(next);
    onChange(next);
  }, 250);
  const type = (next: string) => {
    setTyped(next);
    tell(next.trim());
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const list = listIn(event.clipboardData.getData('text'));
    if (list === undefined) return;
    event.preventDefault();
    type(list.join(', '));
  };
  return (
    <TextInput
      ref={inputRef}
      type="search"
      aria-label="Search users"
      placeholder="Search users"
      leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
      rightSection={
        typed === '' ? (
          <Kbd size="xs" visibleFrom="sm">
            /
          </Kbd>
        ) : (
          <CloseButton size="sm" aria-label="Clear search" onClick={() => type('')} />
        )
      }
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onPaste={paste}
    />
  );
}
