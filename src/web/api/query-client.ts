import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem';

export const queryClient = new QueryClient({
  defaultOptions: {
    // A write that cannot be sent says so; it is never kept back and sent later by itself.
    mutations: { networkMode: 'always' },
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => !(error instanceof ApiProblem) && failures < 2,
    },
  },
});
