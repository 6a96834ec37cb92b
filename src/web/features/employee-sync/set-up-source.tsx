import { useInfiniteQuery } from '@tanstack/react-query';
import type { SpaceContext } from '../../api/session';
import { sourcesQuery } from './read-sync';
import { SourceDialog } from './source-dialog';

/** A new source, under a name that none has; where the others cannot be read, the server says what is taken. */
export function SetUpSource({ space, onClose }: { space: SpaceContext; onClose: () => void }) {
  const { data, isLoading } = useInfiniteQuery(sourcesQuery(space.slug));
  if (isLoading) return null;
  const names = data?.pages.flatMap(({ items }) => items.map(({ name }) => name)) ?? [];
  return <SourceDialog space={space} names={names} onClose={onClose} />;
}
