/** A secret that people write down, read out and type in: a complainant's receipt, the check code of a paper. */

/** Crockford's alphabet: no letter that is mistaken for a digit on paper or on the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS = 128;
/** Signs of 5 bits. */
const LENGTH = Math.ceil(BITS / 5);
const GROUP = 4;

/**
 * Writes a secret as groups of four: `7K3M-…`.
 * @param bytes 16 random bytes
 */
export function writtenCode(bytes: Uint8Array): string {
  if (bytes.length * 8 !== BITS) throw new Error(`A written code has ${BITS} bits.`);
  let value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let signs = '';
  for (let at = 0; at < LENGTH; at += 1, value >>= 5n) signs = ALPHABET[Number(value & 31n)]! + signs;
  return groupedCode(signs);
}

/** Plain signs in the groups in which people copy them. */
export const groupedCode = (signs: string): string => signs.replace(new RegExp(`.{${GROUP}}(?=.)`, 'g'), '$&-');

/**
 * Reads a code as people type it: small letters, spaces, full width, O for 0, I and L for 1.
 * @returns its plain signs, or undefined when it cannot be one
 */
export function readCode(typed: string): string | undefined {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}·.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return signs.length === LENGTH && [...signs].every((sign) => ALPHABET.includes(sign)) ? signs : undefined;
}
