/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
/**
 * Keeps the portal's scripts and styles and the page that says there is no network. Never a page of anybody's: what a
 * learner takes along lies in IndexedDB (`learning/learn-store.ts`, `assessment/practice-store.ts`) and its pictures beside
 * it (`platform/taken-files.ts`), and signing out empties both.
 */
import { build, files, version } from '$service-worker';
import { forgetTaken } from './lib/assessment/practice-store.ts';
import { forgetLessons } from './lib/learning/learn-store.ts';
import { isFile, isTakenCache, takenPicture } from './lib/platform/taken-files.ts';

const worker = self as unknown as ServiceWorkerGlobalScope;
const CACHE = `portal-${version}`;
const OFFLINE = '/offline';
/** Both carry their content in their name or change with the version. */
const KEPT = new Set([...build, ...files]);

worker.addEventListener('install', (event) => {
  event.waitUntil(fill());
});

async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll([...KEPT]);
  // In the language of whoever is here now.
  await cache.add(new Request(OFFLINE, { cache: 'reload' }));
}

worker.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name !== CACHE && !isTakenCache(name)) await caches.delete(name);
  }
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== worker.location.origin) return;
  if (request.method === 'POST' && pathname === '/sign-out')
    event.waitUntil(Promise.all([forgetLessons(), forgetTaken()]));
  if (request.method !== 'GET') return;
  if (KEPT.has(pathname)) event.respondWith(fromCache(request));
  else if (isFile(pathname)) event.respondWith(fileOrTaken(request));
  else if (request.mode === 'navigate') event.respondWith(pageOrOffline(event));
});

async function fromCache(request: Request): Promise<Response> {
  return (await (await caches.open(CACHE)).match(request)) ?? fetch(request);
}

async function fileOrTaken(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (problem) {
    const taken = await takenPicture(request);
    if (!taken) throw problem;
    return taken;
  }
}

async function pageOrOffline(event: FetchEvent): Promise<Response> {
  try {
    return ((await event.preloadResponse) as Response | undefined) ?? (await fetch(event.request));
  } catch (problem) {
    const offline = await (await caches.open(CACHE)).match(OFFLINE);
    if (!offline) throw problem;
    return offline;
  }
}
