import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins';
import { v7 } from 'uuid';
import type { Config } from '../../config.ts';
import type { Platform } from '../../platform/command/index.ts';
import { addressHeader, passwordMinimum } from './auth-rules.ts';
import { sessionPlugin } from './session-plugin.ts';

/**
 * The sign-in library, for authentication only: passwords, sessions, second factors, passkeys. An
 * account comes into being through a claim or by setting up; nothing here makes one. Changing a
 * password is ours, so that it is one transaction with the sessions it ends and the mail that tells.
 */
export function createAuth(platform: Platform, config: Config) {
  return betterAuth({
    appName: 'Usher',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: platform.secrets.derive('better-auth'),
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: { db: platform.database, type: 'postgres', schemaName: 'auth', transaction: false },
    // Limits and the check of origins are ours, for these addresses and all others alike.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'usher',
      useSecureCookies: config.publicUrl.startsWith('https:'),
      disableCSRFCheck: true,
      disableOriginCheck: true,
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => v7() },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordMinimum,
      maxPasswordLength: 128,
    },
    session: { expiresIn: 14 * 24 * 3600, updateAge: 24 * 3600, freshAge: 0 },
    disabledPaths: [
      '/request-password-reset',
      '/reset-password',
      '/change-password',
      '/sign-up/email',
      '/sign-in/social',
      '/change-email',
      '/delete-user',
      '/update-user',
      '/update-session',
      '/link-social',
      '/unlink-account',
      '/is-username-available',
    ],
    plugins: [
      twoFactor({ issuer: 'Usher', backupCodeOptions: { amount: 10, length: 10 } }),
      passkey({
        rpID: new URL(config.publicUrl).hostname,
        rpName: 'Usher',
        origin: new URL(config.publicUrl).origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        // A passkey stands for both factors: its device has to have asked who holds it.
        registration: {
          afterVerification: ({ verification }) => {
            assertVerified(verification.registrationInfo?.userVerified);
            return Promise.resolve(undefined);
          },
        },
        authentication: {
          afterVerification: ({ verification }) => {
            assertVerified(verification.authenticationInfo.userVerified);
            return Promise.resolve();
          },
        },
      }),
      sessionPlugin(),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;

function assertVerified(userVerified: boolean | undefined): void {
  if (userVerified) return;
  throw new APIError('UNAUTHORIZED', {
    code: 'AUTHENTICATION_FAILED',
    message: 'the holder was not asked for',
  });
}
