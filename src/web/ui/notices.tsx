import { Notifications, notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';
import { useEffect } from 'react';
import { takeNote } from './kept-note';

/** Where notes of what was done appear; fetched after the page itself. */
export default function Notices() {
  useEffect(() => {
    const message = takeNote();
    if (message !== undefined) notifications.show({ message, autoClose: false, withBorder: true });
  }, []);
  return <Notifications position="bottom-center" limit={3} />;
}
