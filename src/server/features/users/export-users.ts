import { command } from '../../platform/command/index.ts';
import { exportQuery } from './export-queries.ts';
import { UserListQuery } from './schemas.ts';

export const ExportUsersInput = UserListQuery.omit({ cursor: true, limit: true });

/**
 * Notes who takes the list away, and under which filters; gives the query that streams it.
 * What was searched for may name people, so it stands among the personal values.
 */
export const exportUsers = command({
  name: 'export_users',
  permission: 'read_users',
  input: ExportUsersInput,
  async run(ctx, input) {
    const compiled = await exportQuery(ctx, input);
    const { sort, ...filter } = input;
    const given = Object.entries(filter).filter(([, value]) => Boolean(value));
    const detail = { sort, filters: given.map(([name]) => name) };
    const values = given.length > 0 ? { values: Object.fromEntries(given) } : {};
    return {
      result: { spaceId: ctx.spaceId, compiled },
      audit: [{ action: 'users.exported', subject: 'space' as const, detail, ...values }],
    };
  },
});
