import { TextLink } from '../../ui/link';
import type { SpaceContext } from '../../api/session';
import { Empty } from '../../ui/empty';
import { Page } from '../../ui/page';

/** What a Member sees who asks for an Admin's page. The API refuses them as well. */
export function MembersStop({ space }: { space: SpaceContext }) {
  return (
    <Page title="For Admins only">
      <Empty
        title="This page is for Admins"
        action={
          <TextLink to="/s/$slug/me" params={{ slug: space.slug }}>
            Go to your page
          </TextLink>
        }
      >
        You are a Member of {space.name}. Its Admins look after users and seats.
      </Empty>
    </Page>
  );
}
