export { listAuditEvents } from './list-audit-events.ts';
export { registerAuditRoutes } from './routes.ts';
export { AuditEvent } from './schemas.ts';
