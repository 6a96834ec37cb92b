export const guideNames = ['admins', 'members', 'operators', 'integrators'] as const;
export type GuideName = (typeof guideNames)[number];

/** What the address of Help holds: which guide, which section of it, what is searched for. */
export interface HelpSearch {
  guide?: GuideName;
  section?: string;
  q?: string;
}

/** Reads the address; what is unknown there is left out. */
export function parseHelpSearch(search: Record<string, unknown>): HelpSearch {
  const result: HelpSearch = {};
  const guide = guideNames.find((name) => name === search.guide);
  if (guide !== undefined) result.guide = guide;
  for (const key of ['section', 'q'] as const) {
    const value = search[key];
    if (typeof value === 'string' && value !== '') result[key] = value;
  }
  return result;
}
