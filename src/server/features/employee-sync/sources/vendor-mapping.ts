import { bambooMapping } from '../connectors/bamboohr.ts';
import { hibobMapping } from '../connectors/hibob.ts';
import { columns } from '../file-rules.ts';
import type { Settings } from './source-secrets.ts';

/** The names a source's fields go by before anybody changes them. */
export function withVendorMapping(settings: Settings, mapping: Partial<Record<string, string>>) {
  const own =
    settings.vendor === 'bamboohr'
      ? bambooMapping
      : settings.vendor === 'hibob'
        ? hibobMapping
        : settings.vendor === 'json'
          ? Object.fromEntries(columns.slice(0, 4).map((column) => [column, column]))
          : {};
  const merged = { ...own, ...mapping };
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
