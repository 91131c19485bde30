/** The routes of the build, as the framework itself lists them: what a test walks cannot fall behind the code. */
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

export interface Route {
  id: string;
  pattern: RegExp;
  isPage: boolean;
  /** Methods of an endpoint; empty for a page. */
  methods: string[];
  /** Names of a page's form actions. */
  actions: string[];
}

interface Manifest {
  _: {
    nodes: (() => Promise<{ server?: { actions?: object } }>)[];
    routes: {
      id: string;
      pattern: RegExp;
      page: { leaf: number } | null;
      endpoint: (() => Promise<object>) | null;
    }[];
  };
}

/** All routes, without those that only help whoever builds screens. @throws when nothing is built. */
export async function builtRoutes(): Promise<Route[]> {
  const file = pathToFileURL(resolve('.svelte-kit/output/server/manifest-full.js')).href;
  const { manifest } = (await import(file)) as { manifest: Manifest };
  const { nodes, routes } = manifest._;
  return Promise.all(
    routes
      .filter(({ id }) => !id.startsWith('/(dev)'))
      .map(async ({ id, pattern, page, endpoint }) => ({
        id,
        pattern,
        isPage: page !== null,
        // A fallback is no method: it tells that there is none.
        methods: endpoint ? Object.keys(await endpoint()).filter((name) => name !== 'fallback') : [],
        actions: page ? Object.keys((await nodes[page.leaf]!()).server?.actions ?? {}) : []
      }))
  );
}

/** The route that answers an address: as in the framework, the plainest one that fits. */
export const routeOf = (routes: readonly Route[], path: string): Route | undefined =>
  routes.find(({ pattern }) => pattern.test(path));
