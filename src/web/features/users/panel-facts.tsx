import { DataList } from '@mantine/core';
import type { ReactNode } from 'react';
import type { UserDetail } from '../../api/types';
import { When } from '../../ui/when';
import { day } from '../../ui/dates';
import classes from './panel.module.css';
import { roleWords, sourceWords } from './users-words';

/** What is known of a User; what is not known is left out. */
export function PanelFacts({ user, timeZone }: { user: UserDetail; timeZone: string }) {
  const date = (value: string | null) => (value === null ? '' : day(`${value}T12:00:00Z`, 'UTC'));
  const time = (at: string | null) => <When at={at} timeZone={timeZone} none="Never" />;
  const facts: [string, ReactNode][] = [
    ['E-mail', user.email],
    ['Role', roleWords[user.role]],
    ['Department', user.department],
    ['Location', user.location],
    ['Job title', user.jobTitle],
    ['Employee id', user.employeeId],
    ['Manager', user.managerEmployeeId],
    ['Starts', date(user.startDate)],
    ['Leaves', date(user.endDate)],
    // That of managed Users stands with what it said of them.
    ['Source', user.sourceName === null ? sourceWords[user.source] : null],
    ...(user.status === 'waiting' ? ([['Waiting', time(user.waitingSince)]] as [string, ReactNode][]) : []),
    ['Invited', time(user.invitedAt)],
    ['First signed in', time(user.joinedAt)],
    ['Last activity', time(user.lastActivityAt)],
  ];
  return (
    <DataList labelWidth={120} gap={8}>
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([label, value]) => (
          <DataList.Item key={label}>
            <DataList.ItemLabel>{label}</DataList.ItemLabel>
            <DataList.ItemValue className={classes.value}>{value}</DataList.ItemValue>
          </DataList.Item>
        ))}
    </DataList>
  );
}
