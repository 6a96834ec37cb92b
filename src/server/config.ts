import { join } from 'node:path';
import { z } from 'zod';

const flag = z
  .enum(['', '0', '1', 'true', 'false'])
  .default('')
  .transform((value) => value === '1' || value === 'true');

const url = (...schemes: string[]) =>
  z.string().refine((value) => schemes.some((scheme) => value.startsWith(`${scheme}://`)), {
    message: `has to begin with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });

const Environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: url('http', 'https').optional(),
  TRUST_PROXY: flag,
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  MIGRATION_DATABASE_URL: url('postgres', 'postgresql').optional(),
  DIRECT_DATABASE_URL: url('postgres', 'postgresql').optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DROP_DIR: z.string().min(1).optional(),
  SMTP_URL: url('smtp', 'smtps').optional(),
  MAIL_FROM: z.string().min(3).default('Usher <usher@localhost>'),
  SECRET_KEY: z.string().min(32, 'needs at least 32 characters').optional(),
  ALLOW_PRIVATE_HOSTS: flag,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  RATE_LIMIT_API: z.coerce.number().int().min(1).default(1000),
  RATE_LIMIT_SIGN_IN: z.coerce.number().int().min(1).default(30),
});

export type Config = z.infer<typeof Environment> & {
  publicUrl: string;
  /** Whether the environment says where Usher is reached, by PORT or PUBLIC_URL. */
  addressed: boolean;
  embedded: boolean;
  /** Below it are the folders that people of spaces upload employee data to. */
  dropDir: string;
};

/**
 * Reads the environment, the one place that does.
 * @throws Error with a line for each variable that makes no sense.
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Usher cannot start with this environment:\n${lines.join('\n')}`);
  }
  const config = parsed.data;
  if (config.DATABASE_URL && !config.SECRET_KEY) {
    throw new Error(
      'Usher cannot start: with DATABASE_URL, SECRET_KEY is required (at least 32 random characters).',
    );
  }
  const publicUrl = (config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(/\/+$/, '');
  const dropDir = config.DROP_DIR ?? join(config.DATA_DIR, 'drop');
  const addressed = given.PORT !== undefined || given.PUBLIC_URL !== undefined;
  return { ...config, publicUrl, addressed, embedded: !config.DATABASE_URL, dropDir };
}

/** True on a machine of one's own: no SMTP server set and a public address on loopback. */
export function isMachineOfOnesOwn(config: Pick<Config, 'SMTP_URL' | 'publicUrl'>): boolean {
  const { hostname } = new URL(config.publicUrl);
  return !config.SMTP_URL && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
