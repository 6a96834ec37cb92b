import { Empty } from '../../ui/empty';
import { Page } from '../../ui/page';

export function OutboxScreen() {
  return (
    <Page title="Outbox">
      <Empty title="Nothing here yet">Every e-mail of this space will stand here.</Empty>
    </Page>
  );
}
