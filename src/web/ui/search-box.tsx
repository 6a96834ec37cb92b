import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type ClipboardEvent, type Ref, useState } from 'react';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  inputRef: Ref<HTMLInputElement>;
  className?: string | undefined;
  /** What a pasted text is typed as; undefined: as it is. */
  readPaste?: (text: string) => string | undefined;
}

/** Searches as one types; `/` leads here. */
export function SearchBox({ label, value, onChange, inputRef, className, readPaste }: Props) {
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
    const read = readPaste?.(event.clipboardData.getData('text'));
    if (read === undefined) return;
    event.preventDefault();
    type(read);
  };
  return (
    <TextInput
      ref={inputRef}
      type="search"
      className={className}
      aria-label={label}
      placeholder={label}
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
