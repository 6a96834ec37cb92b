import {
  invitationOptions,
  lastActivityOptions,
  nobody,
  pastedList,
  roleOptions,
  sourceOptions,
  statusOptions,
} from './users-filter';

const options: Partial<Record<string, readonly { value: string; label: string }[]>> = {
  lastActivity: lastActivityOptions,
  status: [
    ...statusOptions,
    { value: 'invited,active', label: 'Holding a seat' },
    { value: nobody, label: 'Nobody' },
  ],
  role: [...roleOptions, { value: nobody, label: 'Nobody' }],
  source: sourceOptions,
  invitation: invitationOptions,
};

/** What one filter says: "Holding a seat", "Owner, Admin", "12 pasted". */
export function wordsOf(key: string, value: string): string {
  if (key === 'q') {
    const pasted = pastedList(value);
    return pasted === undefined ? `“${value}”` : `${pasted.length} pasted`;
  }
  const known = options[key];
  const label = (one: string) => known?.find((option) => option.value === one)?.label;
  return label(value) ?? (known ? value.split(',').map(label).join(', ') : value);
}
