import { Empty } from '../../ui/empty';
import { Page } from '../../ui/page';

export function SyncScreen() {
  return (
    <Page title="Data sync">
      <Empty title="Nothing here yet">Employee data sources will stand here.</Empty>
    </Page>
  );
}
