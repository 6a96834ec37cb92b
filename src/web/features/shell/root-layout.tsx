import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { OfflineBar } from './offline-bar';

const SessionExpired = lazy(async () => ({ default: (await import('./session-expired')).SessionExpired }));

export function RootLayout() {
  return (
    <>
      <OfflineBar />
      <Outlet />
      <Suspense fallback={null}>
        <SessionExpired />
      </Suspense>
    </>
  );
}
