import { CentrePage } from '../../ui/centre-page';

export function ResetScreen() {
  return <CentrePage title="Choose a new password" lead="A password cannot be reset here yet." />;
}
