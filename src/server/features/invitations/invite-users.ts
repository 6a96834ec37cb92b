import { command, type AuditEntry, type Context } from '../../platform/command/index.ts';
import { newIds } from '../../platform/ids/index.ts';
import { available, lockPool, recordStatus, seatsExhausted, takeSeats } from '../seats/index.ts';
import { countSeats } from '../users/index.ts';
import { findKnown, insertUsers, readInvitationDays } from './invite-queries.ts';
import { judgeRows, waitingOrder, type InviteResult, type Verdict } from './invitation-rules.ts';
import { issueFirstInvitations } from './issue-invitations.ts';
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
    // Sent together and answered in turn: what is known is read with the pool locked.
    const [pool, { today, invitationDays }, known] = await Promise.all([
      lockPool(ctx),
      readInvitationDays(ctx),
      findKnown(ctx, input.users),
    ]);
    const free = available(pool);
    const { verdicts, needed } = judgeRows(input.users, known, { free, whenFull: input.whenFull, today });
    if (input.whenFull === 'refuse' && needed > free) throw seatsExhausted(free, needed);

    const accepted = verdicts.filter((verdict): verdict is Accepted => verdict.status !== 'refused');
    const ids = newIds(accepted.length, ctx.now);
    const moved = moveSeats(ctx, accepted);
    if (accepted.length > 0) {
      ctx.atEnd(insertAccepted(ctx, accepted, ids));
      const made = accepted.map(({ row, status }, i) => ({ id: ids[i] ?? '', email: row.email, status }));
      ctx.atEnd(issueFirstInvitations(ctx, made, { invitationDays, message: input.message }));
    }
    const [seats] = await Promise.all([countSeats(ctx, {}), moved]);
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
    return { result: { results, seats }, audit };
  },
});

type Accepted = Extract<Verdict, { status: 'invited' | 'waiting' }>;

async function moveSeats(ctx: Context, accepted: Accepted[]): Promise<void> {
  const invited = accepted.filter((verdict) => verdict.status === 'invited').length;
  const waiting = accepted.length - invited;
  await Promise.all([
    invited > 0 && takeSeats(ctx, { invited }, 'invited'),
    waiting > 0 && recordStatus(ctx, { waiting }, 'waiting_joined'),
  ]);
}

async function insertAccepted(ctx: Context, accepted: Accepted[], ids: string[]): Promise<void> {
  const ranks = waitingOrder(accepted.map(({ row }) => row));
  const users = accepted.map(({ row, status }, i) => ({ row, status, waitingOrder: ranks[i] ?? 0 }));
  await insertUsers(ctx, users, { source: 'manual', sourceId: null }, ids);
}
