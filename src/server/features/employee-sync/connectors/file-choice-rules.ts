import type { SeenFile } from './connector.ts';

export type LeftAlone = 'not_regular' | 'unsafe_name' | 'under_way' | 'pattern' | 'known';

/** Names under which programs write a file before it is whole. */
const underWay = /\.(part|partial|filepart|tmp|temp|crdownload|writing)$/i;

/** Whether a name is that of a file right in its folder, and of no hidden one. */
export const isSafeName = (name: string): boolean =>
  name !== '' && name.length <= 255 && !name.startsWith('.') && !/[/\\\u0000-\u001f\u007f]/.test(name);

/** A file pattern with `*` and `?`, case forgiven; several with commas. */
export function matchesPattern(name: string, pattern: string): boolean {
  return pattern.split(',').some((one) => {
    const source = one
      .trim()
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${source}$`, 'is').test(name);
  });
}

/** Why a file is no candidate; undefined where it is one. */
export function leftAlone(file: SeenFile, pattern: string): LeftAlone | undefined {
  if (!isSafeName(file.name)) return 'unsafe_name';
  if (!file.regular) return 'not_regular';
  if (underWay.test(file.name)) return 'under_way';
  return matchesPattern(file.name, pattern) ? undefined : 'pattern';
}

const inOrder = (a: SeenFile, b: SeenFile): number =>
  a.time.getTime() - b.time.getTime() || (a.name < b.name ? -1 : 1);

export interface Choice {
  /** To be run, in this order. */
  take: SeenFile[];
  /** Full files that a newer one makes useless. */
  superseded: SeenFile[];
}

/**
 * Which of the candidates to run: of full files the newest, of changes each that was not seen yet,
 * oldest first. The same files give the same choice whatever order they are listed in.
 */
export function chooseFiles(
  candidates: SeenFile[],
  options: { mode: 'full' | 'changes'; isKnown: (file: SeenFile) => boolean },
): Choice {
  const sorted = candidates.toSorted(inOrder);
  if (options.mode === 'changes') {
    return { take: sorted.filter((file) => !options.isKnown(file)), superseded: [] };
  }
  const newest = sorted.at(-1);
  return {
    take: newest ? [newest] : [],
    superseded: sorted.slice(0, -1).filter((file) => !options.isKnown(file)),
  };
}
