import { Button, Select } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { Ref } from 'react';
import { withQuery } from '../../api/http';
import { type SpaceContext, spacePath } from '../../api/session';
import { SearchBox } from '../../ui/search-box';
import classes from './filter-bar.module.css';
import { MoreFilters } from './more-filters';
import { listIn } from './pasted-rules';
import { filterOf, lastActivityOptions, type UsersSearch } from './users-filter';
import { ViewMenu } from './view-menu';

interface Props {
  space: SpaceContext;
  search: UsersSearch;
  sort: string;
  change: (part: Partial<UsersSearch>, replace?: boolean) => void;
  searchRef: Ref<HTMLInputElement>;
}

const activityData = lastActivityOptions.map(({ value, label }) => ({ value, label }));

export function FilterBar({ space, search, sort, change, searchRef }: Props) {
  const filter = filterOf(search);
  return (
    <div className={classes.bar} role="search">
      {/* A list pasted with line breaks keeps its parts, as commas. */}
      <SearchBox
        label="Search users"
        className={classes.search}
        value={search.q ?? ''}
        onChange={(q) => change({ q }, true)}
        inputRef={searchRef}
        readPaste={(text) => listIn(text)?.join(', ')}
      />
      <Select
        aria-label="Last Activity"
        className={classes.activity}
        leftSection={<span className={classes.inside}>Last Activity</span>}
        leftSectionWidth={100}
        leftSectionPointerEvents="none"
        data={activityData}
        value={search.lastActivity ?? ''}
        onChange={(value) => change({ lastActivity: value ?? '' })}
        allowDeselect={false}
        maxDropdownHeight={360}
      />
      <MoreFilters space={space} search={search} change={change} />
      <div className={classes.end}>
        <ViewMenu />
        <Button
          component="a"
          variant="default"
          href={withQuery(spacePath(space.slug, '/users.csv'), { ...filter, sort })}
          download
          leftSection={<IconDownload size={16} stroke={1.5} aria-hidden />}
        >
          Export
        </Button>
      </div>
    </div>
  );
}
