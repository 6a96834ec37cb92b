import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SpaceContext } from '../../api/session';
import { Trouble } from '../../ui/trouble';
import { runQuery, sourceQuery } from './read-sync';
import { SourceDialog } from './source-dialog';
import { suspectedOf } from './sync-words';

/** The settings of the source that the address names, with what a refused file of it suggests. */
export function ChangeSource({
  space,
  id,
  run,
  onClose,
}: {
  space: SpaceContext;
  id: string;
  /** The run that led here. */
  run: string | undefined;
  onClose: () => void;
}) {
  const { data: source, isError, error, refetch } = useQuery(sourceQuery(space.slug, id));
  const led = useQuery({ ...runQuery(space.slug, run ?? ''), enabled: run !== undefined });
  if (source !== undefined && !led.isLoading) {
    const suspected = led.data?.source.id === id ? suspectedOf(led.data.suspected) : undefined;
    return <SourceDialog space={space} source={source} suspected={suspected} onClose={onClose} />;
  }
  if (!isError) return null;
  return (
    <Modal opened onClose={onClose} title="Change a source">
      <Trouble what="This source" error={error} onRetry={() => void refetch()} />
    </Modal>
  );
}
