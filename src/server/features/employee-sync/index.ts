export { registerAbsentAdmins } from './absent-admin-routes.ts';
export { importFile, type ImportOptions } from './import-file.ts';
export { syncMails } from './sync-mails.ts';
export { syncJobs } from './sync-jobs.ts';
export { registerSourceRoutes } from './sources/source-routes.ts';
export { sourceJobs } from './sources/source-jobs.ts';
export { realVendors, type SourceDeps } from './sources/source-deps.ts';
export { registerRunRoutes } from './run-routes.ts';
export { registerSyncMetrics } from './sync-metrics.ts';
