import { Textarea } from '@mantine/core';
import type { ClipboardEvent } from 'react';

/** From here on a text is laid out and pasted as a whole: measuring it at each key takes too long. */
const long = 5000;

/** Where addresses are typed or pasted, one or thousands. */
export function AddressBox({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = event.clipboardData.getData('text').replaceAll('\r\n', '\n');
    if (pasted.length < long) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    onChange(value.slice(0, selectionStart) + pasted + value.slice(selectionEnd));
  };
  const size = value.length < long ? { autosize: true, minRows: 3, maxRows: 6 } : { rows: 6 };
  return (
    <Textarea
      // The two kinds measure themselves in different ways: neither takes over from the other.
      key={value.length < long ? 'short' : 'long'}
      label="E-mail addresses"
      description="One, or a list of any length: pasted from a mail, a sheet, a document."
      placeholder="Ada Lovelace <ada@example.org>, grace@example.org"
      {...size}
      spellCheck={false}
      autoComplete="off"
      data-autofocus
      value={value}
      onPaste={paste}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
