import { z } from 'zod';
import { command } from '../../platform/command/index.ts';
import { notFound } from '../../platform/errors/index.ts';
import { markKept } from './absent-admin-queries.ts';

/** Keeps an Admin whom the employee data no longer lists. @throws DomainError `not_found`. */
export const keepAdmin = command({
  name: 'keep_admin',
  permission: 'manage_users',
  input: z.object({ userId: z.uuid() }),
  async run(ctx, { userId }) {
    if (!(await markKept(ctx, userId))) throw notFound('There is nothing to settle for this User.');
    return {
      result: {},
      audit: [{ action: 'user.kept_though_absent', subject: 'user' as const, subjectId: userId }],
    };
  },
});
