export { actingAs, operator, permits, system, type Actor, type Caller, type Permission } from './actor.ts';
export {
  command,
  execute,
  query,
  type Command,
  type Context,
  type DomainEvent,
  type EventHandlers,
  type Outcome,
  type Platform,
  type Request,
  type SettledMail,
} from './command.ts';
export type { AuditEntry } from '../database/audit-queries.ts';
