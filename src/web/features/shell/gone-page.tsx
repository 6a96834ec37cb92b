import { ButtonLink } from '../../ui/link';
import { CentrePage } from '../../ui/centre-page';
import type { SpaceContext } from '../../api/session';

/** What a page turns into when its User is deactivated or deleted while it is open. */
export function GonePage({ space }: { space: SpaceContext }) {
  return (
    <CentrePage
      title={`You are no longer in ${space.name}`}
      lead="An Admin, or your organisation’s employee data, has taken you out of this space. Ask an Admin there if that is a mistake. Your account and your other spaces go on."
    >
      <ButtonLink to="/" variant="default">
        Go to your other spaces
      </ButtonLink>
    </CentrePage>
  );
}
