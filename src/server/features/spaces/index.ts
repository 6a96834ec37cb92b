export { createSpace, CreateSpaceInput, type MadeSpace } from './create-space.ts';
export { anySpace } from './space-queries.ts';
export { registerSpaceRoutes } from './routes.ts';
export { readSettings } from './space-queries.ts';
export { updateSettings } from './update-settings.ts';
