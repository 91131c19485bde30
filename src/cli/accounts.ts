import { initialPassword } from '#lib/people/passwords.server.ts';
import { createAdmin, makeSetupLink } from '#lib/people/setup.server.ts';
import type { Command } from './command.ts';

/** How people get in before anybody can let them in. */
export const accounts: Record<string, Command> = {
  'setup-link': {
    usage: '',
    says: 'prints the one-time link that makes the first administrator',
    needsPortal: true,
    async run({ portal, environment }) {
      const { code, expiresAt } = await makeSetupLink(portal.house);
      const link = `${environment.ORIGIN}/set-up/${code}`;
      return { result: { link, expiresAt }, lines: [link, `Valid until ${new Date(expiresAt).toISOString()}`] };
    }
  },
  'create-admin': {
    usage: '--login NAME --name "DISPLAY NAME"',
    says: 'makes an administrator and prints the password once',
    needsPortal: true,
    async run({ portal, options }) {
      const { login, name } = options;
      if (typeof login !== 'string' || typeof name !== 'string')
        throw new Error('Missing: --login NAME --name "DISPLAY NAME"');
      const password = initialPassword();
      const id = await createAdmin(portal.house, { login, displayName: name, password });
      return {
        result: { id, login, password },
        lines: [`${login}  ${password}`, 'Shown only now. Change it after signing in.']
      };
    }
  }
};
