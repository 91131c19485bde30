/**
 * The pictures of what a learner takes along, kept by the browser beside IndexedDB. They come and go with the questions
 * and lessons that show them; the service worker looks here when there is no network.
 */

/** What they belong to; each has its own cache. */
type Owner = 'practice' | 'lessons';

const PREFIX = 'chizheng-taken-';
const FILE = /^\/api\/files\/[0-9a-f]{64}$/;
/** As markup stands in JSON. Videos and papers are not taken along: they are large, and their pages say so. */
const IMAGE = /<img src=\\"(\/api\/files\/[0-9a-f]{64})\\"/g;

/** Whether a cache is one of these: it outlives a new version of the portal. */
export const isTakenCache = (name: string): boolean => name.startsWith(PREFIX);
export const isFile = (pathname: string): boolean => FILE.test(pathname);

/**
 * Keeps every picture that some kept value shows, wherever in it its markup stands.
 * @throws when one cannot be fetched: what was taken along would not be whole
 */
export async function keepPictures(owner: Owner, kept: unknown): Promise<void> {
  const addresses = new Set(picturesShown(kept));
  if (addresses.size) await (await caches.open(PREFIX + owner)).addAll([...addresses]);
}

/** The addresses of the pictures in the markup of some value. */
export const picturesShown = (kept: unknown): string[] =>
  [...JSON.stringify(kept).matchAll(IMAGE)].map(([, address]) => address!);

export async function forgetPictures(owner: Owner): Promise<void> {
  await caches.delete(PREFIX + owner);
}

/** From whichever of them has it. */
export async function takenPicture(request: Request): Promise<Response | undefined> {
  for (const name of (await caches.keys()).filter(isTakenCache)) {
    const found = await (await caches.open(name)).match(request, { ignoreVary: true });
    if (found) return found;
  }
  return undefined;
}
