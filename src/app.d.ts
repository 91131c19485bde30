import type { z } from 'zod';
import type { Actor } from '#lib/platform/actor.ts';
import type { House, Operation } from '#lib/platform/door.server.ts';
import type { SignedInAccount } from '#lib/people/sessions.server.ts';
import type { Channel } from '#lib/platform/notification.ts';
import type { Locale } from '#lib/i18n/locale.ts';

declare global {
  namespace App {
    interface Locals {
      /** Who is asking; `anonymous` before sign-in. */
      actor: Actor;
      account: SignedInAccount | undefined;
      locale: Locale;
      theme: 'system' | 'light' | 'dark';
      /** The demo town: one-tap sign-in and a banner. */
      demo: boolean;
      /** Where reminders can be sent in this installation beside the list in the portal. */
      channels: readonly Channel[];
      requestId: string;
      /** For the few things that work beside the door: sign-in, verifying the trail. */
      house: House;
      /** Runs a command or query as the person who asks; domain errors become HTTP errors in their language. */
      run<I extends z.ZodType, O>(operation: Operation<I, O>, input: z.input<I>): Promise<O>;
      /** The same translation for work that must wait for more than the database (hashing, files) before its command. */
      attempt<R>(work: () => Promise<R>): Promise<R>;
    }
    interface Error {
      message: string;
      code?: string;
      /** Broken fields with their codes. */
      fields?: Record<string, string[]>;
      /** For a bug: the id under which the log knows it. */
      id?: string;
    }
    interface PageData {
      /** Names the page in the phone's top bar. */
      title?: string;
      /** The wall and wide tables get 1280px. */
      wide?: boolean;
    }
  }
}

export {};
