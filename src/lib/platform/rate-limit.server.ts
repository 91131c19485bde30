import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { tooMany } from './errors.ts';

/** A brake on what one network address, or one account, may send, counted in this process. */
export interface Brake {
  /** @throws DomainError `platform.too-many-tries` {seconds} when the address has spent its tries. */
  require(address: string): Promise<void>;
  /** Counts one try of the address. @throws the same when it was one too many. */
  take(address: string): Promise<void>;
}

/** So many tries of one address within a time; the next is let through when that time is over. */
export function openBrake({ tries, seconds }: { tries: number; seconds: number }): Brake {
  const limiter = new RateLimiterMemory({ points: tries, duration: seconds });
  return {
    async require(address) {
      const spent = await limiter.get(networkOf(address));
      if (spent && spent.consumedPoints >= tries) throw spentUntil(spent);
    },
    async take(address) {
      try {
        await limiter.consume(networkOf(address));
      } catch (refusal) {
        throw refusal instanceof RateLimiterRes ? spentUntil(refusal) : refusal;
      }
    }
  };
}

const spentUntil = ({ msBeforeNext }: RateLimiterRes) =>
  tooMany('platform.too-many-tries', { seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) });

/**
 * For sign-in: `require` before a password is checked, `take` only when it was wrong, because a whole town hall may
 * sit behind one address on the morning of an exam.
 */
export const signInBrake = () => openBrake({ tries: 50, seconds: 5 * 60 });
/** For everything else that visitors without an account send: `take` each time. */
export const visitorBrake = () => openBrake({ tries: 120, seconds: 60 });

/** For codes that are guessed by somebody signed in: counted per account, `take` only when the code was wrong. */
export const codeBrake = () => openBrake({ tries: 10, seconds: 5 * 60 });

/** One household holds a whole IPv6 network of 64 bits, so that is what counts as one address. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  if (address.startsWith('::ffff:') && address.includes('.')) return address.slice('::ffff:'.length);
  const [head = '', tail] = address.toLowerCase().split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail ? tail.split(':').filter(Boolean) : [];
  const filled =
    tail === undefined
      ? front
      : [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back];
  return filled
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}
