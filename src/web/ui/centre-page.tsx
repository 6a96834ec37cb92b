import { Text, Title } from '@mantine/core';
import { type ReactNode, use, useEffect } from 'react';
import classes from './centre-page.module.css';
import { WithinMain } from './within-main';

/** A page that stands alone, without the side bar: signing in, claiming, set-up, a dead end. */
export function CentrePage({
  title,
  lead,
  children,
  wide = false,
}: {
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
  wide?: boolean;
}) {
  useEffect(() => {
    document.title = `${title} · Usher`;
  }, [title]);
  const within = use(WithinMain);
  const Ground = within ? 'div' : 'main';
  return (
    <Ground className={classes.ground} data-within={within || undefined}>
      <div className={classes.column} data-wide={wide || undefined}>
        <Title order={1}>{title}</Title>
        {lead !== undefined && (
          <Text c="dimmed" mt={8} component="div">
            {lead}
          </Text>
        )}
        {children !== undefined && <div className={classes.content}>{children}</div>}
      </div>
    </Ground>
  );
}
