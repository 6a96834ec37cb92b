import type { InvitationStory } from '../../api/types';

type Step = InvitationStory['story'][number];

const words: Record<Step['what'], string> = {
  queued: 'Queued for sending',
  sent: 'Sent',
  refused: 'Refused by the mail server',
  kept: 'Put in the outbox: no mail server is set',
  cancelled: 'Not sent: it was no longer needed',
  opened: 'Opened the page',
  claimed: 'Claimed: first signed in',
};

/** What the server answers is told where it explains: on refusal and on sending. */
const answered = new Set<Step['what']>(['sent', 'refused']);

/** A step of an invitation's story: "Refused by the mail server: 550 no such mailbox". */
export function storyWords({ what, detail }: Step): string {
  return detail === undefined || detail === '' || !answered.has(what)
    ? words[what]
    : `${words[what]}: ${detail}`;
}
