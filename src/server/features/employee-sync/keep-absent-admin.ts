import { z } from 'zod';
import { command } from '../../platform/command/index.ts';
import { notFound } from '../../platform/errors/index.ts';
import { noteKept } from './apply-queries.ts';

/** Keeps an Admin whom the employee data no longer lists: the banner goes. @throws DomainError `not_found`. */
export const keepAbsentAdmin = command({
  name: 'keep_absent_admin',
  permission: 'manage_users',
  input: z.object({ userId: z.uuid() }),
  async run(ctx, { userId }) {
    if (!(await noteKept(ctx, userId)))
      throw notFound('There is no such Admin, or this has been settled already.');
    return { result: null, audit: [{ action: 'user.admin_kept', subject: 'user', subjectId: userId }] };
  },
});
