import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SpaceContext } from '../../api/session';
import { Trouble } from '../../ui/trouble';
import { sourceQuery } from './read-sync';
import { SourceDialog } from './source-dialog';

/** The settings of the source that the address names. */
export function ChangeSource({
  space,
  id,
  onClose,
}: {
  space: SpaceContext;
  id: string;
  onClose: () => void;
}) {
  const { data: source, isError, error, refetch } = useQuery(sourceQuery(space.slug, id));
  if (source !== undefined) return <SourceDialog space={space} source={source} onClose={onClose} />;
  if (!isError) return null;
  return (
    <Modal opened onClose={onClose} title="Change a source">
      <Trouble what="This source" error={error} onRetry={() => void refetch()} />
    </Modal>
  );
}
