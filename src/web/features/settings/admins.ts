import { queryOptions } from '@tanstack/react-query';
import { get } from '../../api/http';
import { spacePath } from '../../api/session';
import type { User, UserList } from '../../api/types';

export type Admin = Pick<User, 'id' | 'email' | 'firstName' | 'lastName' | 'role'>;

/** Owner and Active Admins in the order in which they would succeed: ids rise with the time of making. */
export const adminsQuery = (slug: string) =>
  queryOptions({
    queryKey: ['space', slug, 'admins'],
    queryFn: async (): Promise<Admin[]> => {
      const query = { role: 'owner,admin', status: 'active', limit: 200 };
      const { items } = await get<UserList>(spacePath(slug, '/users'), query);
      return items.sort((a, b) => (a.id < b.id ? -1 : 1));
    },
  });

export const nameOf = ({ firstName, lastName, email }: Pick<Admin, 'firstName' | 'lastName' | 'email'>) =>
  `${firstName} ${lastName}`.trim() || email;
