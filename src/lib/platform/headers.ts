/** What every response says to the browser, whatever its kind; pages add their own content policy with a nonce. */
export const securityHeaders: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-frame-options': 'DENY'
};

/** The content policy of everything that is not a page: it may load and do nothing. */
export const inertPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** That of files served as they lie; a service worker among them may fetch from its own site. */
export const filePolicy = `${inertPolicy}; connect-src 'self'`;
