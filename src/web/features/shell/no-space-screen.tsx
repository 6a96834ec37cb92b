import { Button } from '@mantine/core';
import { CentrePage } from '../../ui/centre-page';
import { useSession } from '../../api/session';
import { useSignOut } from './sign-out';

export function NoSpaceScreen() {
  const { account } = useSession();
  const signOut = useSignOut();
  return (
    <CentrePage
      title="You are not in a learning space"
      lead={`You are signed in as ${account?.email ?? 'nobody'}. If you were in a space, an Admin there may have deactivated you; ask them, or open the link of your invitation.`}
    >
      <Button variant="default" onClick={signOut}>
        Sign out
      </Button>
    </CentrePage>
  );
}
