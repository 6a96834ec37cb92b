import type { Http } from '../../platform/http/index.ts';
import type { Access } from './access.ts';
import { registerAccountRoutes } from './account-routes.ts';
import { registerApiKeyRoutes } from './api-key-routes.ts';
import { registerAuthRoutes } from './auth-routes.ts';
import { registerClaimRoutes } from './claim-routes.ts';
import { registerJoinRoutes } from './join-routes.ts';
import { registerMeRoutes } from './me-routes.ts';
import { registerResetRoutes } from './reset-routes.ts';
import { registerSetupRoutes } from './setup-routes.ts';
import { registerSessionRoutes } from './session-routes.ts';
import type { MakeDemo } from './set-up.ts';

/** Everything by which a person gets in. */
export function registerAccessRoutes(app: Http, access: Access, makeDemo: MakeDemo): void {
  registerSessionRoutes(app, access);
  registerSetupRoutes(app, access, makeDemo);
  registerClaimRoutes(app, access);
  registerJoinRoutes(app, access);
  registerAccountRoutes(app, access);
  registerResetRoutes(app, access);
  registerAuthRoutes(app, access);
  registerApiKeyRoutes(app, access);
  registerMeRoutes(app, access);
}
