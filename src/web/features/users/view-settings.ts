import { useLocalStorage } from '@mantine/hooks';

export const columnLabels = {
  email: 'E-mail',
  department: 'Department',
  role: 'Role',
  status: 'Status',
  lastActivityAt: 'Last activity',
  invitedAt: 'Invited',
  joinedAt: 'First signed in',
  location: 'Location',
  employeeId: 'Employee id',
  source: 'Source',
} as const;

export type ColumnKey = keyof typeof columnLabels;

interface ViewSettings {
  hidden: ColumnKey[];
  dense: boolean;
}

const wide = window.innerWidth >= 1440;
const usual: ViewSettings = {
  hidden: wide
    ? ['location', 'employeeId', 'source']
    : ['location', 'employeeId', 'source', 'joinedAt', 'invitedAt'],
  dense: false,
};

/** Columns and density, remembered in this browser. */
export function useViewSettings() {
  return useLocalStorage<ViewSettings>({
    key: 'usher-users-view',
    defaultValue: usual,
    getInitialValueInEffect: false,
  });
}
