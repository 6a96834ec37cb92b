import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './space-layout.module.css';

/** The side bar of a phone: fetched when its menu is first opened. */
export default function SideDrawer(props: { opened: boolean; onClose: () => void; children: ReactNode }) {
  return (
    <Drawer.Root opened={props.opened} onClose={props.onClose} position="left" size={264} padding={0}>
      <Drawer.Overlay />
      <Drawer.Content aria-label="Menu">
        <Drawer.Body className={classes.menu}>{props.children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
