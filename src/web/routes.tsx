import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { queryClient } from './api/query-client';
import { isAdmin, sessionQuery } from './api/session';
import { CrashPage } from './features/shell/crash-page';
import { NotFoundPage } from './features/shell/not-found-page';
import { RootLayout } from './features/shell/root-layout';
import { SpaceLayout } from './features/shell/space-layout';
import { invoicesQuery } from './features/seats/read-seats';
import { parseSeatsSearch } from './features/seats/seats-search';
import { parseHelpSearch } from './features/help/help-search';
import { waitingQuery } from './features/employee-sync/read-sync';
import { parseSyncSearch } from './features/employee-sync/sync-search';
import { parseSettingsSearch } from './features/settings/settings-search';
import { parseOutboxSearch } from './features/outbox/outbox-filter';
import { usersQuery } from './features/users/read-users';
import { listOf, parseUsersSearch } from './features/users/users-filter';
import { parseAddress, writeAddress } from './ui/address';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: RootLayout,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 0 });
    if (session.setupRequired) throw redirect({ to: '/setup' });
    if (session.account === null) throw redirect({ to: '/sign-in' });
    const [first] = session.spaces;
    if (first === undefined) return;
    const params = { slug: first.slug };
    throw redirect(
      first.role === 'member' ? { to: '/s/$slug/me', params } : { to: '/s/$slug/users', params },
    );
  },
  component: lazyRouteComponent(() => import('./features/shell/no-space-screen'), 'NoSpaceScreen'),
});

/** Screens outside a space. `next` is where to go once signed in. */
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 0 });
    if (!session.setupRequired) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('./features/access/setup-screen'), 'SetupScreen'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search.next === 'string' && /^\/(?![/\\])/.test(search.next) ? { next: search.next } : {},
  component: lazyRouteComponent(() => import('./features/access/sign-in-screen'), 'SignInScreen'),
});

const forgotten = createRoute({
  getParentRoute: () => root,
  path: '/forgotten',
  validateSearch: (search: Record<string, unknown>): { email?: string } =>
    typeof search.email === 'string' ? { email: search.email } : {},
  component: lazyRouteComponent(() => import('./features/access/forgotten-screen'), 'ForgottenScreen'),
});

const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: lazyRouteComponent(() => import('./features/access/reset-screen'), 'ResetScreen'),
});

const accountMails = createRoute({
  getParentRoute: () => root,
  path: '/account-mails',
  component: lazyRouteComponent(() => import('./features/access/account-mails-screen'), 'AccountMailsScreen'),
});

const claim = createRoute({
  getParentRoute: () => root,
  path: '/claim/$token',
  component: lazyRouteComponent(() => import('./features/access/claim-screen'), 'ClaimScreen'),
});

const join = createRoute({
  getParentRoute: () => root,
  path: '/join/$token',
  component: lazyRouteComponent(() => import('./features/access/join-screen'), 'JoinScreen'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' });
    if (session.account === null) throw redirect({ to: '/sign-in', search: { next: location.href } });
  },
  component: lazyRouteComponent(() => import('./features/access/account-screen'), 'AccountScreen'),
});

/** Everything within a space stands in the side bar's layout, which asks for a session. */
const space = createRoute({
  getParentRoute: () => root,
  path: '/s/$slug',
  beforeLoad: async ({ context, params, location }) => {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' });
    if (session.account === null) throw redirect({ to: '/sign-in', search: { next: location.href } });
    const known = session.spaces.find((candidate) => candidate.slug === params.slug);
    if (known === undefined) throw notFound();
    if (location.pathname.replace(/\/$/, '') === `/s/${params.slug}`) {
      throw redirect({ to: known.role === 'member' ? '/s/$slug/me' : '/s/$slug/users', params });
    }
    return { admin: isAdmin(known) };
  },
  // Known before the first paint: a banner that came later would push the page down.
  loader: async ({ context, params }) => {
    if (context.admin) await context.queryClient.query(waitingQuery(params.slug)).catch(() => undefined);
  },
  component: SpaceLayout,
});

const users = createRoute({
  getParentRoute: () => space,
  path: 'users',
  validateSearch: parseUsersSearch,
  loaderDeps: ({ search }) => listOf(search),
  // The list travels while the page's code does. What is wrong with it the page itself tells.
  loader: ({ context, params, deps }) => {
    if (!context.admin) return;
    void context.queryClient
      .infiniteQuery(usersQuery(params.slug, deps.filter, deps.sort))
      .catch(() => undefined);
  },
  component: lazyRouteComponent(() => import('./features/users/users-screen'), 'UsersScreen'),
});

const seats = createRoute({
  getParentRoute: () => space,
  path: 'seats',
  validateSearch: parseSeatsSearch,
  // Known before the first paint, as the banner above: invoices that are late stand over everything else.
  loader: async ({ context, params }) => {
    if (!context.admin) return;
    const invoices = { ...invoicesQuery(params.slug), staleTime: 'static' as const };
    await context.queryClient.infiniteQuery(invoices).catch(() => undefined);
  },
  component: lazyRouteComponent(() => import('./features/seats/seats-screen'), 'SeatsScreen'),
});

const sync = createRoute({
  getParentRoute: () => space,
  path: 'sync',
  validateSearch: parseSyncSearch,
  component: lazyRouteComponent(() => import('./features/employee-sync/sync-screen'), 'SyncScreen'),
});

const outbox = createRoute({
  getParentRoute: () => space,
  path: 'outbox',
  validateSearch: parseOutboxSearch,
  component: lazyRouteComponent(() => import('./features/outbox/outbox-screen'), 'OutboxScreen'),
});

const settings = createRoute({
  getParentRoute: () => space,
  path: 'settings',
  validateSearch: parseSettingsSearch,
  component: lazyRouteComponent(() => import('./features/settings/settings-screen'), 'SettingsScreen'),
});

const help = createRoute({
  getParentRoute: () => space,
  path: 'help',
  validateSearch: parseHelpSearch,
  component: lazyRouteComponent(() => import('./features/help/help-screen'), 'HelpScreen'),
});

const me = createRoute({
  getParentRoute: () => space,
  path: 'me',
  component: lazyRouteComponent(() => import('./features/access/me-screen'), 'MeScreen'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    setup,
    signIn,
    forgotten,
    reset,
    accountMails,
    claim,
    join,
    account,
    space.addChildren([users, seats, sync, outbox, settings, help, me]),
  ]),
  context: { queryClient },
  parseSearch: parseAddress,
  stringifySearch: writeAddress,
  // What no screen reads is taken out of the address; it would reach the screen past its parser.
  search: { strict: true },
  defaultPreload: 'intent',
  defaultErrorComponent: CrashPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
