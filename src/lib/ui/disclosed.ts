import { createAttachmentKey, type Attachment } from 'svelte/attachments';
import type { HTMLDetailsAttributes } from 'svelte/elements';

const key = createAttachmentKey();
const told = new WeakMap<HTMLDetailsElement, boolean>();

/**
 * Opens and closes a `<details>` by the page's own reasons: `<details {...disclosed(refused)}>`. It stands as the reason
 * says when it is served or drawn, and follows when the reason changes. `open={…}` would close, as the scripts take over,
 * what somebody has opened in the meantime; this leaves it, and whoever listens to `toggle` hears of it then. Nor does
 * it close under somebody who is writing in it.
 */
export function disclosed(open: boolean): HTMLDetailsAttributes {
  if (typeof document === 'undefined') return { open, 'data-served': '' };
  const follow: Attachment<HTMLDetailsElement> = (details) => {
    const before = told.get(details);
    told.set(details, open);
    if (before === undefined && details.hasAttribute('data-served')) {
      details.removeAttribute('data-served');
      if (details.open !== open) details.dispatchEvent(new Event('toggle'));
    } else if (before !== open && !(isWrittenIn(details) && !open)) details.open = open;
  };
  return { [key]: follow };
}

const isWrittenIn = (details: HTMLDetailsElement) =>
  details.contains(document.activeElement) && document.activeElement!.matches('input, select, textarea');
