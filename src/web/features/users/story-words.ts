import type { InvitationStory } from '../../api/types';

type Step = InvitationStory['story'][number];

const words: Record<Step['what'], string> = {
  queued: 'Queued for sending',
  sent: 'Sent',
  refused: 'Refused by the mail server',
  kept: 'Kept in the outbox: no mail server is set',
  cancelled: 'Not sent: a newer invitation took its place',
  opened: 'Opened the page',
  claimed: 'Claimed',
};

/** A step of an invitation's story: "Refused by the mail server: 550 no such mailbox". */
export function storyWords({ what, detail }: Step): string {
  return detail === undefined ? words[what] : `${words[what]}: ${detail}`;
}
