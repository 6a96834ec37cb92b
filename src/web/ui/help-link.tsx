import { ActionIcon } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { createLink, useLocation } from '@tanstack/react-router';
import type { Ref } from 'react';

const HelpIcon = createLink(
  (props: { ref?: Ref<HTMLAnchorElement>; 'aria-label': string; title: string }) => (
    <ActionIcon component="a" variant="subtle" color="gray" {...props}>
      <IconHelpCircle size={18} stroke={1.5} aria-hidden />
    </ActionIcon>
  ),
);

/** The section of the guide for Admins that a screen of a space is about. */
const sections: Partial<Record<string, string>> = {
  users: 'what-each-card-means',
  seats: 'adding-seats',
  sync: 'employee-data-sync',
  outbox: 'e-mails-and-the-outbox',
  settings: 'settings',
};

/** From a screen to what the guide says about it. */
export function HelpLink() {
  const { pathname } = useLocation();
  const [, slug, screen] = /^\/s\/([^/]+)\/([^/]+)/.exec(pathname) ?? [];
  const section = sections[screen ?? ''];
  if (slug === undefined || section === undefined) return null;
  return (
    <HelpIcon
      to="/s/$slug/help"
      params={{ slug }}
      search={{ guide: 'admins', section }}
      aria-label="Help on this page"
      title="Help on this page"
    />
  );
}
