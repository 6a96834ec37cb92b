import { Empty } from '../../ui/empty';
import { Page } from '../../ui/page';

export function HelpScreen() {
  return (
    <Page title="Help">
      <Empty title="Nothing here yet">The guide will stand here.</Empty>
    </Page>
  );
}
