import { Empty } from '../../ui/empty';
import { Page } from '../../ui/page';

export function SeatsScreen() {
  return (
    <Page title="Seats">
      <Empty title="Nothing here yet">Seats, orders and invoices will stand here.</Empty>
    </Page>
  );
}
