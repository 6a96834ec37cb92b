import { useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/http';

/** Ends the session, forgets everything read, and starts afresh at the sign-in page. */
export function useSignOut(): () => void {
  const client = useQueryClient();
  return () => {
    void post('/api/auth/sign-out', {}).finally(() => {
      client.clear();
      window.location.assign('/sign-in');
    });
  };
}
