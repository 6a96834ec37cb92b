import { CentrePage } from '../../ui/centre-page';

export function JoinScreen() {
  return <CentrePage title="Join" lead="An open link cannot be followed here yet." />;
}
