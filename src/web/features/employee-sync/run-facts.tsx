import { DataList, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SpaceContext } from '../../api/session';
import { When } from '../../ui/when';
import { count, plural } from '../../ui/words';
import type { RunDetail } from './read-sync';
import { phases, seatWords } from './sync-words';
import classes from './sync.module.css';

/** Where a run came from, what was read, and who decided. */
export function RunFacts({ space: { timeZone }, run }: { space: SpaceContext; run: RunDetail }) {
  return (
    <section className={classes.section} aria-label="About this run">
      <Title order={2}>About this run</Title>
      <DataList labelWidth={130} gap={8}>
        <Fact label="Source">{run.source.name}</Fact>
        {run.file !== null && run.file.bytes > 0 && (
          <Fact label="File">
            {run.file.name ?? 'Without a name'}, {plural(run.file.bytes, 'byte')}
          </Fact>
        )}
        {run.rows > 0 && (
          <Fact label="Read">
            {plural(run.rows, 'row')} of a file that tells{' '}
            {run.mode === 'full' ? 'of everybody' : 'changes only'}
          </Fact>
        )}
        {run.seats !== null && <Fact label="Seats">{seatWords(run.seats)}</Fact>}
        <Fact label="Came in">
          <When at={run.createdAt} timeZone={timeZone} />, by {run.startedBy}
        </Fact>
        {run.approvedBy !== null && (
          <Fact label="Approved">
            {run.approvedBy}, <When at={run.approvedAt} timeZone={timeZone} />
          </Fact>
        )}
        {run.settledBy !== null && <Fact label="Settled by">{run.settledBy}</Fact>}
        {run.finishedAt !== null && (
          <Fact label="Finished">
            <When at={run.finishedAt} timeZone={timeZone} />
          </Fact>
        )}
        {Object.keys(run.timings).length > 0 && (
          <Fact label="Took">
            {phases
              .flatMap((phase) => {
                const ms = run.timings[phase];
                return ms === undefined ? [] : [`${phase} ${count(Math.round(ms))} ms`];
              })
              .join(', ')}
          </Fact>
        )}
        {typeof run.file?.sha256 === 'string' && <Fact label="SHA-256">{run.file.sha256}</Fact>}
      </DataList>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{children}</DataList.ItemValue>
    </DataList.Item>
  );
}
