import { Anchor, type AnchorProps, Button, type ButtonProps, Menu, type MenuItemProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { Ref } from 'react';

type WithRef = { ref?: Ref<HTMLAnchorElement> };

/** A link to another screen, typed by the routes. */
export const TextLink = createLink((props: Omit<AnchorProps, 'href'> & WithRef) => <Anchor {...props} />);

/** A link that looks like a button. */
export const ButtonLink = createLink((props: Omit<ButtonProps, 'href'> & WithRef) => (
  <Button component="a" {...props} />
));

/** A link in a menu. */
export const MenuLink = createLink((props: Omit<MenuItemProps, 'href'> & WithRef) => (
  <Menu.Item component="a" {...props} />
));
