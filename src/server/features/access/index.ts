export { accessJobs } from './account-mail-jobs.ts';
export { createAccess, type Access } from './access.ts';
export { claimInvitation } from './claim-invitation.ts';
export { createApiKey } from './create-api-key.ts';
export { openInvitation } from './open-invitation.ts';
export { registerAccessRoutes } from './routes.ts';
export { setupNotice } from './set-up.ts';
export { touchUser } from './session-queries.ts';
