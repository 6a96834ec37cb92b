export { registerScimRoutes } from './routes.ts';
