import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
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
        <Title order={1}>{title}</Title>
        {action}
      </header>
      {children}
    </div>
  );
}
