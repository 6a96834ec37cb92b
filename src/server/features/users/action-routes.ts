import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actingAs, query, system, type Platform } from '../../platform/command/index.ts';
import {
  locate,
  operation,
  runCommand,
  runQuery,
  SpaceParams,
  spaceUrl,
  type Http,
} from '../../platform/http/index.ts';
import { deactivateUsers } from './deactivate-users.ts';
import { deleteUsers } from './delete-users.ts';
import { UserDetail } from './detail-schemas.ts';
import { handOver } from './hand-over.ts';
import { liftKeepOut } from './lift-keep-out.ts';
import { readUserDetail } from './list-user-detail.ts';
import { reactivateUsers } from './reactivate-users.ts';
import { resendInvitations } from './resend-invitations.ts';
import { setRole } from './set-role.ts';
import { UserDetails } from './update-schemas.ts';
import { updateUsers } from './update-users.ts';

export const UserParams = SpaceParams.extend({ id: z.uuid() });
/** What the actions refuse with, beside what every operation may. */
export const problems = [
  'last_admin',
  'owner_protected',
  'invalid_state',
  'user_exists',
  'seats_exhausted',
] as const;

/** What can be done to one User, and to many. */
export function registerUserActions(app: Http, platform: Platform): void {
  const one = (id: string, summary: string) => ({
    ...operation({
      id,
      summary,
      tag: 'Users',
      answers: { 200: UserDetail },
      problems: [...problems],
      idempotent: true,
    }),
    params: UserParams,
  });
  const detail = (request: FastifyRequest, id: string) =>
    runQuery(platform, request, 'read_users', (ctx) => readUserDetail(ctx, id));
  /** For whom the change was allowed: it may have ended their own right to look, as stepping down does. */
  const changed = async (request: FastifyRequest, id: string) => {
    const { spaceId } = await locate(platform, request);
    const asked = { spaceId, caller: actingAs(system), permission: 'read_users' } as const;
    return query(platform, asked, (ctx) => readUserDetail(ctx, id));
  };

  app.get(spaceUrl('/users/:id'), { schema: one('getUser', 'One User, with their history') }, (request) =>
    detail(request, request.params.id),
  );

  app.patch(
    spaceUrl('/users/:id'),
    {
      schema: {
        ...one('updateUser', 'Change details or role of a User'),
        body: UserDetails.extend({ role: z.enum(['admin', 'member']).optional() }),
      },
    },
    async (request) => {
      const { id } = request.params;
      const { role, ...details } = request.body;
      if (Object.keys(details).length > 0) {
        await runCommand(platform, request, updateUsers, { users: [{ id, ...details }], orNothing: true });
      }
      if (role) await runCommand(platform, request, setRole, { ids: [id], role, orNothing: true });
      return Object.keys(request.body).length > 0 ? changed(request, id) : detail(request, id);
    },
  );

  app.delete(
    spaceUrl('/users/:id'),
    {
      schema: {
        ...operation({
          id: 'deleteUser',
          summary: 'Delete a User for good; a seat they held is free',
          tag: 'Users',
          answers: { 204: z.null() },
          problems: [...problems],
        }),
        params: UserParams,
      },
    },
    async (request, reply) => {
      await runCommand(platform, request, deleteUsers, { ids: [request.params.id], orNothing: true });
      return reply.status(204).send(null);
    },
  );

  app.post(
    spaceUrl('/users/:id/resend'),
    { schema: one('resendInvitation', 'Send the invitation again, with a new link') },
    async (request) => {
      await runCommand(platform, request, resendInvitations, { ids: [request.params.id], orNothing: true });
      return changed(request, request.params.id);
    },
  );
  app.post(
    spaceUrl('/users/:id/deactivate'),
    {
      schema: {
        ...one('deactivateUser', 'Switch a User off; their seat is free'),
        body: z.object({ reason: z.string().max(500).optional() }).nullish(),
      },
    },
    async (request) => {
      const input = { ids: [request.params.id], reason: request.body?.reason, orNothing: true };
      await runCommand(platform, request, deactivateUsers, input);
      return changed(request, request.params.id);
    },
  );
  app.post(
    spaceUrl('/users/:id/reactivate'),
    {
      schema: {
        ...one('reactivateUser', 'Bring a deactivated User back, who needs a seat'),
        body: z.object({ whenFull: z.enum(['refuse', 'wait']).optional() }).nullish(),
      },
    },
    async (request) => {
      const input = { ids: [request.params.id], whenFull: request.body?.whenFull, orNothing: true };
      await runCommand(platform, request, reactivateUsers, input);
      return changed(request, request.params.id);
    },
  );
  app.post(
    spaceUrl('/users/:id/lift-keep-out'),
    { schema: one('liftKeepOut', 'Let the employee data bring a User back again') },
    async (request) => {
      await runCommand(platform, request, liftKeepOut, { ids: [request.params.id], orNothing: true });
      return changed(request, request.params.id);
    },
  );
  app.post(
    spaceUrl('/users/:id/make-owner'),
    { schema: one('makeOwner', 'Hand the ownership to an Active Admin') },
    async (request) => {
      await runCommand(platform, request, handOver, { id: request.params.id });
      return changed(request, request.params.id);
    },
  );
}
