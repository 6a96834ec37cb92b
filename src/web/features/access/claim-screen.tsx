import { useParams } from '@tanstack/react-router';
import { ClaimForm, type Offer } from './claim-form';
import { LinkPage } from './link-page';

/** The page behind an invitation's link. Looking at it claims nothing; its one button does. */
export function ClaimScreen() {
  const { token = '' } = useParams({ strict: false });
  return (
    <LinkPage<Offer> path="/api/v1/claim/preview" token={token} title="Your invitation">
      {(offer, readAgain) => (
        <ClaimForm
          token={token}
          offer={offer}
          readAgain={async () => (await readAgain())?.signedIn === true}
        />
      )}
    </LinkPage>
  );
}
