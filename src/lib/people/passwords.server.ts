import { argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** OWASP's floor for Argon2id: 19 MiB, two passes, one lane; quality bar S4. */
const MEMORY_KIB = 19 * 1024;
const PASSES = 2;
const LANES = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Each hash takes a core and 19 MiB: more at once would only starve the pages. */
const AT_ONCE = 2;

const derive = promisify(argon2);
const plainBase64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

/** What a stored hash looks like; commands accept nothing else as a hash. */
export const HASH_PATTERN = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Hashes a password with Argon2id into one PHC string: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await stretch(password, salt, {
    memory: MEMORY_KIB,
    passes: PASSES,
    parallelism: LANES,
    tagLength: HASH_BYTES
  });
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${plainBase64(salt)}$${plainBase64(hash)}`;
}

/**
 * Whether the password belongs to the stored hash. Without a usable hash it does the same work against a dummy
 * and says no, so that an unknown account takes as long as a known one.
 */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, hash] =
    HASH_PATTERN.exec(stored ?? '') ?? HASH_PATTERN.exec(await dummy())!;
  const right = Buffer.from(hash!, 'base64');
  const given = await stretch(password, Buffer.from(salt!, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: right.length
  });
  return timingSafeEqual(given, right) && stored !== undefined && HASH_PATTERN.test(stored);
}

let dummyHash: Promise<string> | undefined;
const dummy = () => (dummyHash ??= hashPassword(randomBytes(32).toString('hex')));

/** Unmistakable on paper: no 0 o 1 l i. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A one-time initial password to hand out on paper, such as `k7mt-9xqf-w3hp` (59 bits). */
export function initialPassword(): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return [group(), group(), group()].join('-');
}

interface Cost {
  memory: number;
  passes: number;
  parallelism: number;
  tagLength: number;
}

let running = 0;
const queue: (() => void)[] = [];

async function stretch(password: string, nonce: Buffer, cost: Cost): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((go) => queue.push(go));
  else running += 1;
  try {
    return await derive('argon2id', { message: password.normalize('NFKC'), nonce, ...cost });
  } finally {
    // A waiting caller inherits the place; otherwise it becomes free.
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  }
}
