import type { Tx } from '../database/index.ts';

/** Who acts. `name` is what a person reads; ids go into the audit log. */
export type Actor =
  | { kind: 'user'; id: string; accountId: string; role: 'owner' | 'admin' | 'member'; name: string }
  | { kind: 'apiKey'; id: string; role: 'admin' | 'operator'; name: string }
  | { kind: 'scim'; id: string; name: string }
  | { kind: 'employeeSync'; id: string; name: string }
  | { kind: 'operator'; id: null; name: string }
  | { kind: 'invitee'; id: string | null; name: string }
  | { kind: 'system'; id: null; name: string };

/** Who asks, before it is known who that is in the space. */
export interface Caller {
  /** Tells callers apart where an answer is kept for one of them: never a secret. */
  key: string;
  /** The space that the credential itself names, where it does. */
  spaceId?: string;
  /** A credential for SCIM's own addresses alone. */
  scimOnly?: boolean;
  /** Reads who this is, in the transaction of the work; undefined: nobody this space knows. */
  identify(tx: Tx, spaceId: string, now: Date): Promise<Actor | undefined>;
}

/** A caller whose identity is settled: a job, the command line, a person proven otherwise. */
export const actingAs = (actor: Actor): Caller => ({
  key: `${actor.kind}:${actor.id ?? ''}`,
  identify: () => Promise.resolve(actor),
});

export const system: Actor = { kind: 'system', id: null, name: 'Usher' };
export const operator: Actor = { kind: 'operator', id: null, name: 'Operator' };

const admin = ['read_users', 'manage_users', 'manage_seats', 'manage_space', 'read_self'] as const;

const permissions = {
  owner: [...admin, 'hand_over'],
  admin,
  member: ['read_self'],
  apiKeyAdmin: admin,
  apiKeyOperator: [...admin, 'operate'],
  scim: ['manage_users', 'provision'],
  employeeSync: ['manage_users'],
  operator: [...admin, 'operate', 'hand_over', 'provision'],
  invitee: ['claim'],
  system: [...admin, 'operate', 'hand_over', 'claim', 'work'],
} as const satisfies Record<string, readonly string[]>;

export type Permission = (typeof permissions)[keyof typeof permissions][number];

/** Whether this actor may. The one table of who may do what. */
export function permits(actor: Actor, permission: Permission): boolean {
  const key =
    actor.kind === 'user'
      ? actor.role
      : actor.kind === 'apiKey'
        ? actor.role === 'operator'
          ? 'apiKeyOperator'
          : 'apiKeyAdmin'
        : actor.kind;
  return (permissions[key] as readonly string[]).includes(permission);
}
