import { z } from 'zod';
import { suites } from './vault.server.ts';

const Environment = z.object({
  /** Folder of the installation's data: database, files, keys, backups. */
  DATA_DIR: z.string().min(1).default('data'),
  /** Empty: the SQLite file in DATA_DIR. `postgres://…`: a server. */
  DATABASE_URL: z
    .string()
    .regex(/^(|sqlite:|postgres(ql)?:\/\/.+)$/, 'must be empty or start with postgres://')
    .default(''),
  /** The address people type, for links and for the check of where a form came from. */
  ORIGIN: z.url({ protocol: /^https?$/ }).default('http://localhost:3000'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** Only `npm run demo` sets it: one-tap sign-in and the banner. */
  DEMO: z
    .enum(['', '0', '1'])
    .default('')
    .transform((value) => value === '1'),
  /** What confidential texts are sealed with: international (`aes`) or 商用密码 (`sm`). Those sealed before open all the same. */
  CIPHER_SUITE: z.enum(suites).default('aes'),
  /** Header that a reverse proxy sets to the visitor's address; empty without a proxy. Read by the web adapter. */
  ADDRESS_HEADER: z.string().default(''),
  /** The mail server for reminders, with its account: `smtps://user:password@host:465`. Empty: no letters. */
  SMTP_URL: z
    .string()
    .regex(/^(|smtps?:\/\/.+)$/, 'must be empty or start with smtp:// or smtps://')
    .default(''),
  /** The sender of letters, as `持证 <portal@example.gov.cn>`. */
  SMTP_FROM: z.string().default(''),
  /** The address of a 企业微信 group robot, with its key; a secret. */
  WECOM_ROBOT_URL: robotAddress(),
  /** The address of a 钉钉 group robot, with its token; a secret. */
  DINGTALK_ROBOT_URL: robotAddress(),
  /** The secret of that robot's signature (加签); empty when it asks for none. */
  DINGTALK_ROBOT_SECRET: z.string().default('')
});

// A function declaration: the schema above is built before a constant down here would be.
function robotAddress() {
  return z
    .string()
    .regex(/^(|https?:\/\/.+)$/, 'must be empty or start with https://')
    .default('');
}

export type Environment = z.output<typeof Environment>;

/**
 * Settings of the machine, checked before anything else happens.
 * @throws with one readable line for each variable that is wrong.
 */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const read = Environment.safeParse(variables);
  if (read.success) return read.data;
  const lines = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The settings in the environment are wrong:\n${lines.join('\n')}`);
}
