export { registerScimRoutes } from './routes.ts';
export { scimJobs } from './scim-jobs.ts';
