import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { HelpLink } from './help-link';
import classes from './page.module.css';

/** A screen: its title, its one primary action top right, its content. Sets the window's title. */
export function Page({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Usher`;
  }, [title]);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div className={classes.title}>
          <Title order={1}>{title}</Title>
          <HelpLink />
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}
