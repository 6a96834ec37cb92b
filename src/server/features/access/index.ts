export { accessJobs } from './account-mail-jobs.ts';
export { createAccess, type Access } from './access.ts';
export { createApiKey } from './create-api-key.ts';
export { registerAccessRoutes } from './routes.ts';
export { setupNotice } from './set-up.ts';
