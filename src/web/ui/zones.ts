const zones = Intl.supportedValuesOf('timeZone');

/** The time zones to choose from. A browser need not list the one it is set to: UTC, most often. */
export const zonesWith = (zone: string): string[] => (zones.includes(zone) ? zones : [zone, ...zones]);
