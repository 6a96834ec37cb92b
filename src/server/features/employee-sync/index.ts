export { importFile, type ImportOptions } from './import-file.ts';
export { syncMails } from './sync-mails.ts';
export { syncJobs } from './sync-jobs.ts';
