import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';

/** Where notes of what was done appear; fetched after the page itself. */
export default function Notices() {
  return <Notifications position="bottom-center" limit={3} />;
}
