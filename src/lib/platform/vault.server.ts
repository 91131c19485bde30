/**
 * 信封加密: what only a few may read is sealed before it reaches the database. Every text has a data key of its own; the
 * data key is wrapped by a master key that lies outside the database, in the folder of keys. Changing the master key
 * wraps the data keys anew and touches no content.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `aes`: AES-256-GCM (NIST SP 800-38D). `sm`: SM4-CTR with HMAC-SM3 (GB/T 32907, GB/T 32905), encrypted, then authenticated. */
export const suites = ['aes', 'sm'] as const;
export type Suite = (typeof suites)[number];

export interface Vault {
  /**
   * Seals a text for one place and no other.
   * @param place what it belongs to, such as `complaint:17:identity`; the same words open it again.
   * @returns a line of letters, digits, dashes and dots
   */
  seal(text: string, place: string): string;
  /** @throws Error when it was changed, was sealed for another place, or its master key is gone. */
  open(sealed: string, place: string): string;
  /** Whether the newest master key wraps it. */
  isCurrent(sealed: string): boolean;
  /** The same content under the newest master key. */
  rewrap(sealed: string, place: string): string;
  /** Makes a new master key; from now on it wraps. Other processes notice by themselves. @returns its number. */
  addKey(): number;
  /** Destroys every master key but the newest; first see that nothing is wrapped by them any more. */
  retireKeys(): void;
}

/**
 * Opens the vault of an installation; the first master key is made on first use.
 * @param folder the folder of the master keys, kept apart from the database.
 * @param suite what new texts are sealed with; those of the other suite open all the same.
 */
export function openVault(folder: string, suite: Suite = 'aes'): Vault {
  let opened: Ring | undefined;
  const ring = () => (opened ??= openRing(folder));
  const wrap = (key: Buffer, place: string, by = suite) => {
    const { number, master } = ring().newest();
    return `${by}.${number}.${lock(by, master, key, `key:${place}`)}`;
  };
  const unwrap = ({ by, number, wrapped }: Parts, place: string) =>
    unlock(by, ring().find(number), wrapped, `key:${place}`);
  return {
    seal(text, place) {
      const key = randomBytes(32);
      return `${wrap(key, place)}.${lock(suite, key, Buffer.from(text), place)}`;
    },
    open(sealed, place) {
      const parts = partsOf(sealed);
      return unlock(parts.by, unwrap(parts, place), parts.content, place).toString('utf8');
    },
    isCurrent: (sealed) => partsOf(sealed).number === ring().newest().number,
    rewrap(sealed, place) {
      const parts = partsOf(sealed);
      return `${wrap(unwrap(parts, place), place, parts.by)}.${parts.content}`;
    },
    addKey: () => ring().add(),
    retireKeys: () => ring().retire()
  };
}

interface Parts {
  by: Suite;
  number: number;
  wrapped: string;
  content: string;
}

function partsOf(sealed: string): Parts {
  const [by, number, wrapped, content, ...rest] = sealed.split('.');
  if (!suites.some((known) => known === by) || !wrapped || !content || rest.length) throw broken();
  return { by: by as Suite, number: Number(number), wrapped, content };
}

const broken = () => new Error('A sealed text cannot be opened: it was changed, or belongs elsewhere.');

const ciphers = { aes: { lock: lockAes, unlock: unlockAes }, sm: { lock: lockSm, unlock: unlockSm } };

const lock = (by: Suite, key: Buffer, content: Buffer, place: string) =>
  ciphers[by].lock(key, content, Buffer.from(place)).toString('base64url');

function unlock(by: Suite, key: Buffer, sealed: string, place: string): Buffer {
  try {
    return ciphers[by].unlock(key, Buffer.from(sealed, 'base64url'), Buffer.from(place));
  } catch {
    // Node's words tell apart what an attacker must not be able to tell apart.
    throw broken();
  }
}

/** Nonce, content, tag. Each data key seals one text, so a random nonce never meets itself. */
function lockAes(key: Buffer, content: Buffer, place: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(place);
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

function unlockAes(key: Buffer, sealed: Buffer, place: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 })
    .setAAD(place)
    .setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}

/** Nonce, content, tag over place, nonce and content; one key for each of the two, derived from the one given. */
function lockSm(key: Buffer, content: Buffer, place: Buffer): Buffer {
  const nonce = randomBytes(16);
  const [encrypting, authenticating] = smKeys(key);
  const cipher = createCipheriv('sm4-ctr', encrypting, nonce);
  const body = Buffer.concat([nonce, cipher.update(content), cipher.final()]);
  return Buffer.concat([body, smTag(authenticating, place, body)]);
}

function unlockSm(key: Buffer, sealed: Buffer, place: Buffer): Buffer {
  const [encrypting, authenticating] = smKeys(key);
  const body = sealed.subarray(0, -32);
  if (!timingSafeEqual(smTag(authenticating, place, body), sealed.subarray(-32))) throw broken();
  const decipher = createDecipheriv('sm4-ctr', encrypting, body.subarray(0, 16));
  return Buffer.concat([decipher.update(body.subarray(16)), decipher.final()]);
}

function smKeys(key: Buffer): [Buffer, Buffer] {
  const both = Buffer.from(hkdfSync('sm3', key, '', 'chizheng-vault', 48));
  return [both.subarray(0, 16), both.subarray(16)];
}

/** The place's length stands before it, so that no two pairs of place and body read alike. */
const smTag = (key: Buffer, place: Buffer, body: Buffer) =>
  createHmac('sm3', key).update(`${place.length}:`).update(place).update(body).digest();

type Ring = ReturnType<typeof openRing>;

/** The master keys: a file for each, named by its number, readable by the installation's owner alone. */
function openRing(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keys = new Map<number, Buffer>();
  let readAt = -1;
  /** Another process may have added or retired a key: the folder's time tells. */
  const refresh = () => {
    const changedAt = statSync(folder).mtimeMs;
    if (changedAt === readAt) return;
    keys.clear();
    for (const file of readdirSync(folder)) {
      const number = /^([1-9]\d*)\.key$/.exec(file)?.[1];
      if (number) keys.set(Number(number), readKey(join(folder, file)));
    }
    readAt = changedAt;
  };
  const add = () => {
    refresh();
    const number = Math.max(0, ...keys.keys()) + 1;
    writeFileSync(join(folder, `${number}.key`), randomBytes(32).toString('hex'), {
      flag: 'wx',
      mode: 0o600,
      flush: true
    });
    readAt = -1;
    refresh();
    return number;
  };
  refresh();
  if (keys.size === 0) add();
  return {
    add,
    newest() {
      refresh();
      const number = Math.max(...keys.keys());
      return { number, master: keys.get(number)! };
    },
    find(number: number) {
      if (!keys.has(number)) refresh();
      const master = keys.get(number);
      if (!master) throw new Error(`The master key ${number} is gone; put the folder of keys back from a backup.`);
      return master;
    },
    retire() {
      refresh();
      const newest = Math.max(...keys.keys());
      for (const number of keys.keys()) if (number !== newest) rmSync(join(folder, `${number}.key`));
      readAt = -1;
      refresh();
    }
  };
}

function readKey(path: string): Buffer {
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (key.length !== 32) throw new Error(`The key file ${path} is damaged; put it back from a backup.`);
  return key;
}
