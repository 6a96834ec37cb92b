export { bearer, createHttp, type Http } from './server.ts';
export { readJson } from './json-body.ts';
export { Problem, toDomainError } from './problem.ts';
export { locate, operation, runCommand, runQuery, SpaceParams, spaceUrl } from './space-routes.ts';
export { registerEvents } from './event-routes.ts';
export { registerHealth } from './health-routes.ts';
export { registerWebPages } from './web-pages.ts';
