import { CentrePage } from '../../ui/centre-page';

export function ForgottenScreen() {
  return <CentrePage title="Forgotten password" lead="A password cannot be reset here yet." />;
}
