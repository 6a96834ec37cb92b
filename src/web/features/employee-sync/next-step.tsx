import { Group } from '@mantine/core';
import { ButtonLink, TextLink } from '../../ui/link';
import type { RunDetail } from './read-sync';
import { RunAgain } from './run-again';
import { hasNextStep } from './sync-words';

/** What can be done about a run that came to nothing: another file, another try, or a look at the source's settings. */
export function NextStep({ slug, run }: { slug: string; run: RunDetail }) {
  if (!hasNextStep(run)) return null;
  const to = { to: '/s/$slug/sync', params: { slug }, resetScroll: false } as const;
  const settings = { run: run.id, open: 'change', source: run.source.id } as const;
  if (run.reason === 'host_key_changed')
    return (
      <Group>
        <ButtonLink {...to} search={settings}>
          Look at the new key
        </ButtonLink>
        <RunAgain slug={slug} source={run.source} />
      </Group>
    );
  return (
    <Group>
      {run.source.kind === 'csv' && (
        <ButtonLink {...to} search={{ run: run.id, open: 'upload' }}>
          Upload another file
        </ButtonLink>
      )}
      {run.source.kind !== 'csv' && <RunAgain slug={slug} source={run.source} />}
      <TextLink {...to} search={settings}>
        Change {run.source.name}
      </TextLink>
    </Group>
  );
}
