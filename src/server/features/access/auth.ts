import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import { v7 } from 'uuid';
import type { Config } from '../../config.ts';
import type { Platform } from '../../platform/command/index.ts';
import { sessionPlugin } from './session-plugin.ts';

/** The fewest characters a password has; the page says so before. */
export const passwordMinimum = 10;

/** Header in which our own routes tell the library where a request came from; a client's is overwritten. */
export const addressHeader = 'x-usher-address';

/** What happens to a password's reset outside the library. */
export interface PasswordMails {
  reset(account: { id: string }, token: string): Promise<void>;
  changed(account: { id: string }): Promise<void>;
}

/**
 * The sign-in library, for authentication only: passwords, sessions, second factors, passkeys. An
 * account comes into being through a claim or by setting up; nothing here makes one.
 */
export function createAuth(platform: Platform, config: Config, mails: PasswordMails) {
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
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => mails.reset(user, token),
      onPasswordReset: ({ user }) => mails.changed(user),
    },
    session: { expiresIn: 14 * 24 * 3600, updateAge: 24 * 3600, freshAge: 0 },
    disabledPaths: [
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
      passkey({ rpID: new URL(config.publicUrl).hostname, rpName: 'Usher', origin: config.publicUrl }),
      sessionPlugin(),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;
