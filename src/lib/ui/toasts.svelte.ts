/** Short messages that pass: what happened, and perhaps the way back. */
import type { IconName } from './icons.ts';

interface Toast {
  id: number;
  text: string;
  icon: IconName;
  href?: string;
  linkText?: string;
}

const lasting = 6000;
let count = 0;

export const toasts = $state<Toast[]>([]);

/** Shows a message for six seconds, ten when it carries a link. */
export function showToast(text: string, extra: Partial<Omit<Toast, 'id' | 'text'>> = {}): void {
  const id = ++count;
  toasts.push({ id, text, icon: 'check', ...extra });
  setTimeout(() => dismissToast(id), extra.href ? lasting + 4000 : lasting);
}

function dismissToast(id: number): void {
  const place = toasts.findIndex((toast) => toast.id === id);
  if (place >= 0) toasts.splice(place, 1);
}
