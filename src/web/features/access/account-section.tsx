import { Text } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './account-screen.module.css';

/** One matter of an account: what it is on the left, what can be done on the right; on a phone one below the other. */
export function AccountSection({
  title,
  about,
  children,
}: {
  title: string;
  about: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.section}>
      <div>
        <h2 id={id}>{title}</h2>
        <Text size="xs" c="dimmed" mt={4}>
          {about}
        </Text>
      </div>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
