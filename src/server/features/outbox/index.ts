export { queueMails, type MailRequest } from './queue-queries.ts';
export type { MailContent, MailRenderer, MailRenderers, MailRow, RenderDeps } from './mail-renderers.ts';
export { deliverMails, type DeliveryDeps } from './deliver-mails.ts';
export { outboxJobs } from './outbox-jobs.ts';
export { blankLinks } from './outbox-rules.ts';
export { registerOutboxRoutes } from './routes.ts';
export { outboxMails } from './test-mail.ts';
