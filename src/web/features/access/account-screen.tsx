import { CentrePage } from '../../ui/centre-page';

export function AccountScreen() {
  return <CentrePage title="Account security" lead="There is nothing to set here yet." />;
}
