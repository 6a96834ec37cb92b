import { command, type AuditEntry } from '../../platform/command/index.ts';
import { available, lockPool, recordStatus, seatsExhausted, takeSeats } from '../seats/index.ts';
import { countSeats } from '../users/index.ts';
import { findKnown, insertUsers, readInvitationDays } from './invite-queries.ts';
import { judgeRows, waitingOrder, type InviteResult, type Verdict } from './invitation-rules.ts';
import { issueInvitations } from './issue-invitations.ts';
import { InviteUsersInput, type InviteUsersResult } from './schemas.ts';

/**
 * Invites up to 100,000 people at once; each invited takes a seat now.
 * @throws DomainError `seats_exhausted` where `whenFull` is refuse and there are too few; nothing is done then.
 */
export const inviteUsers = command({
  name: 'invite_users',
  permission: 'manage_users',
  input: InviteUsersInput,
  async run(ctx, input): Promise<{ result: InviteUsersResult; audit: AuditEntry[] }> {
    const pool = await lockPool(ctx);
    const { today } = await readInvitationDays(ctx);
    const known = await findKnown(ctx, input.users);
    const free = available(pool);
    const { verdicts, needed } = judgeRows(input.users, known, { free, whenFull: input.whenFull, today });
    if (input.whenFull === 'refuse' && needed > free) throw seatsExhausted(free, needed);

    const accepted = verdicts.filter((verdict): verdict is Accepted => verdict.status !== 'refused');
    const ids = await writeAccepted(ctx, accepted, input.message);
    const idOf = new Map(accepted.map((verdict, i) => [verdict, ids[i]]));
    const results = verdicts.map((verdict): InviteResult => {
      const { email } = verdict.row;
      if (verdict.status === 'refused') return { email, status: 'refused', code: verdict.code };
      return { email, status: verdict.status, userId: idOf.get(verdict) ?? '' };
    });
    const audit = accepted.map((verdict, i) => ({
      action: verdict.status === 'invited' ? 'user.invited' : 'user.waiting',
      subject: 'user' as const,
      subjectId: ids[i] ?? null,
    }));
    return { result: { results, seats: await countSeats(ctx, {}) }, audit };
  },
});

type Accepted = Extract<Verdict, { status: 'invited' | 'waiting' }>;

async function writeAccepted(
  ctx: Parameters<typeof inviteUsers.run>[0],
  accepted: Accepted[],
  message: string | undefined,
): Promise<string[]> {
  if (accepted.length === 0) return [];
  const invited = accepted.filter((verdict) => verdict.status === 'invited').length;
  const waiting = accepted.length - invited;
  if (invited > 0) await takeSeats(ctx, { invited }, 'invited');
  if (waiting > 0) await recordStatus(ctx, { waiting }, 'waiting_joined');
  const ranks = waitingOrder(accepted.map(({ row }) => row));
  const users = accepted.map(({ row, status }, i) => ({ row, status, waitingOrder: ranks[i] ?? 0 }));
  const ids = await insertUsers(ctx, users, { source: 'manual', sourceId: null });
  const made = accepted.map(({ row, status }, i) => ({ id: ids[i] ?? '', email: row.email, status }));
  const recipients = made.filter(({ status }) => status === 'invited');
  await issueInvitations(
    ctx,
    recipients.map(({ id }) => id),
    {
      recipients,
      prepared: made.filter(({ status }) => status === 'waiting').map(({ id }) => id),
      ...(message !== undefined && { message }),
    },
  );
  return ids;
}
