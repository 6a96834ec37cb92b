import { MantineProvider } from '@mantine/core';
import '@mantine/core/styles.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client';
import { router } from './routes';
import './ui/base.css';
import { cssVariables, styleNonce, theme } from './ui/theme';

const Notices = lazy(() => import('./ui/notices'));

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');

// What stops the page from scrolling behind a dialog writes a style element, and asks here for its nonce.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      cssVariablesResolver={cssVariables}
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <Suspense fallback={null}>
          <Notices />
        </Suspense>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
