export const settingsTabs = ['space', 'owner', 'billing', 'mail', 'keys'] as const;
export type SettingsTab = (typeof settingsTabs)[number];

/** What the address of the Settings page holds: what is shown of them. */
export interface SettingsSearch {
  tab?: SettingsTab;
}

/** Reads the address; what is unknown there is left out. */
export function parseSettingsSearch(search: Record<string, unknown>): SettingsSearch {
  const tab = settingsTabs.find((one) => one === search.tab);
  return tab === undefined ? {} : { tab };
}
