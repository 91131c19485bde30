import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter({ precompress: true }),
    // Everything is same-origin; scripts and styles carry a nonce, nothing is inline without one.
    csp: {
      mode: 'nonce',
      directives: {
        'default-src': ['none'],
        'script-src': ['self'],
        'style-src': ['self'],
        'img-src': ['self', 'data:', 'blob:'],
        'font-src': ['self'],
        'connect-src': ['self'],
        // A video is measured in the browser before it is sent.
        'media-src': ['self', 'blob:'],
        'manifest-src': ['self'],
        'worker-src': ['self'],
        'form-action': ['self'],
        'base-uri': ['none'],
        'object-src': ['none'],
        'frame-ancestors': ['none']
      }
    },
    csrf: { trustedOrigins: [] },
    typescript: {
      config: (config) => {
        config.include.push('../drizzle.config.ts', '../playwright.config.ts', '../tests/**/*.ts');
        return config;
      }
    },
    // The page for times without a network answers under any address, so its scripts are named from the root.
    paths: { relative: false },
    version: { pollInterval: 0 }
  }
};
