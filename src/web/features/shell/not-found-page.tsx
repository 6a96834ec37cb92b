import { TextLink } from '../../ui/link';
import { CentrePage } from '../../ui/centre-page';

export function NotFoundPage() {
  return (
    <CentrePage
      title="There is no such page"
      lead="The address may be mistyped, or it belongs to a space that you are not in."
    >
      <TextLink to="/">Go to your space</TextLink>
    </CentrePage>
  );
}
