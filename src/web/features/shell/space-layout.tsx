import { Burger } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useLocation, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { isAdmin, useSession } from '../../api/session';
import { SyncBanner } from '../employee-sync/sync-banner';
import { WithinMain } from '../../ui/within-main';
import { GonePage } from './gone-page';
import { useLiveSpace } from './live';
import { MembersStop } from './members-stop';
import { NotFoundPage } from './not-found-page';
import { SideBar } from './side-bar';
import classes from './space-layout.module.css';

const SideDrawer = lazy(() => import('./side-drawer'));

const openToMembers = /\/(me|help)$/;

/** The side bar and the screen beside it; on a phone the side bar is a menu. */
export function SpaceLayout() {
  const { slug } = useParams({ strict: false });
  const space = useSession().spaces.find((candidate) => candidate.slug === slug);
  const [opened, menu] = useDisclosure(false);
  const [wanted, setWanted] = useState(false);
  const { pathname } = useLocation();
  const { close } = menu;
  useEffect(() => {
    close();
  }, [pathname, close]);

  useLiveSpace(space?.slug ?? '', space !== undefined);
  const [known, setKnown] = useState(space);
  if (space !== undefined && space !== known) setKnown(space);

  if (space === undefined) {
    return known !== undefined && known.slug === slug ? <GonePage space={known} /> : <NotFoundPage />;
  }
  const stopped = !isAdmin(space) && !openToMembers.test(pathname);
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        Skip to content
      </a>
      <div className={classes.side}>
        <SideBar space={space} />
      </div>
      <header className={classes.top}>
        <Burger
          opened={opened}
          onClick={() => {
            setWanted(true);
            menu.toggle();
          }}
          aria-label="Menu"
          size="sm"
        />
        <span className="cut">{space.name}</span>
      </header>
      {wanted && (
        <Suspense fallback={null}>
          <SideDrawer opened={opened} onClose={menu.close}>
            <SideBar space={space} />
          </SideDrawer>
        </Suspense>
      )}
      <main id="content" tabIndex={-1} className={classes.main}>
        {isAdmin(space) && <SyncBanner space={space} />}
        <WithinMain value>{stopped ? <MembersStop space={space} /> : <Outlet />}</WithinMain>
      </main>
    </div>
  );
}
