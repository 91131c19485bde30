/** The keys with which the house signs what others verify without asking it: Ed25519, outside the database. */
import { createPrivateKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, SignJWT, type JWK } from 'jose';

export interface SigningKeys {
  /**
   * Signs claims as a JWT with the newest key; the first key is made on first use.
   * @param addressOf where the public key of an identifier can be fetched
   */
  sign(claims: Record<string, unknown>, addressOf: (kid: string) => string): Promise<string>;
  /** The public keys, newest first. Older ones stay, so that what they signed can still be verified. */
  published(): Promise<JWK[]>;
  /** Makes a new key, which signs from now on; a serving process notices by itself. @returns its identifier. */
  add(): Promise<string>;
}

/** @param folder of one file for each key, named by its number, readable by the installation's owner alone */
export function openSigningKeys(folder: string): SigningKeys {
  const numbers = async () => {
    const files = await readdir(folder).catch(() => [] as string[]);
    return files
      .flatMap((file) => /^([1-9]\d*)\.json$/.exec(file)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => b - a);
  };
  const read = async (number: number) => JSON.parse(await readFile(join(folder, `${number}.json`), 'utf8')) as JWK;
  const add = async () => {
    const [newest = 0] = await numbers();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK;
    const kid = await calculateJwkThumbprint(jwk);
    await writeFile(join(folder, `${newest + 1}.json`), JSON.stringify({ ...jwk, kid }), {
      flag: 'wx',
      mode: 0o600,
      flush: true
    });
    return kid;
  };
  return {
    add,
    async sign(claims, addressOf) {
      if (!(await numbers()).length) await add();
      const [newest] = await numbers();
      const key = await read(newest!);
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: addressOf(key.kid!) })
        .sign(createPrivateKey({ key: key as JsonWebKey, format: 'jwk' }));
    },
    async published() {
      return Promise.all((await numbers()).map(async (number) => publicPart(await read(number))));
    }
  };
}

const publicPart = ({ kty, crv, x, kid }: JWK): JWK => ({ kty, crv, x, kid, use: 'sig', alg: 'EdDSA' }) as JWK;
