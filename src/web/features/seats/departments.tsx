import { Button, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { spacePath, type SpaceContext } from '../../api/session';
import type { SeatsByDepartment } from '../../api/seat-types';
import { Empty } from '../../ui/empty';
import { TextLink } from '../../ui/link';
import { Trouble } from '../../ui/trouble';
import { count, plural } from '../../ui/words';
import { departmentsQuery } from './read-seats';
import { Rows, RowsSkeleton, type Column } from '../../ui/rows';
import classes from './seats.module.css';

type Item = SeatsByDepartment['items'][number];

const first = 8;

/** Who holds the seats, those with most first; each opens as a filtered list. */
export function Departments({ space: { slug } }: { space: SpaceContext }) {
  const departments = useQuery(departmentsQuery(slug));
  const [all, setAll] = useState(false);
  const items = departments.data?.items;
  const shown = all ? items : items?.slice(0, first);
  const name = ({ department }: Item) =>
    department === '' ? (
      <span className={classes.quiet}>No department</span>
    ) : (
      <span className="cut" title={department}>
        <TextLink to="/s/$slug/users" params={{ slug }} search={{ department }}>
          {department}
        </TextLink>
      </span>
    );
  const columns: Column<Item>[] = [
    { head: 'Department', wide: true, cell: name },
    { head: 'Seats held', figure: true, cell: ({ seats }) => count(seats) },
    { head: 'Unclaimed', figure: true, cell: ({ unclaimed }) => count(unclaimed) },
    { head: 'Waiting', figure: true, cell: ({ waiting }) => count(waiting) },
  ];
  return (
    <section className={classes.section} aria-label="Seats by department">
      <div className={classes.head}>
        <Title order={2}>Seats by department</Title>
        {items !== undefined && items.length > 0 && (
          <Button
            component="a"
            href={spacePath(slug, '/seats-by-department.csv')}
            download
            variant="default"
            size="xs"
            className="no-print"
          >
            Download CSV
          </Button>
        )}
      </div>
      {departments.isError && items === undefined && (
        <Trouble
          what="The departments"
          error={departments.error}
          onRetry={() => void departments.refetch()}
        />
      )}
      {departments.isPending && <RowsSkeleton />}
      {items?.length === 0 && (
        <Empty title="Nobody holds a seat yet">Invite users, and they are counted here.</Empty>
      )}
      {shown !== undefined && shown.length > 0 && (
        <Rows
          label="Seats by department"
          rows={shown}
          rowKey={({ department }) => department}
          columns={columns}
          phone={(row) => [
            name(row),
            plural(row.seats, 'seat'),
            `${count(row.unclaimed)} unclaimed`,
            row.waiting > 0 ? `${count(row.waiting)} waiting` : '',
          ]}
        />
      )}
      {items !== undefined && items.length > first && (
        <div className="no-print">
          <Button variant="subtle" size="compact-sm" onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${count(items.length)}`}
          </Button>
        </div>
      )}
      {all && departments.data !== undefined && departments.data.others.departments > 0 && (
        <p className={classes.quiet}>
          {plural(departments.data.others.departments, 'more department')} with{' '}
          {plural(departments.data.others.seats, 'seat')}: the CSV has all.
        </p>
      )}
    </section>
  );
}
