/**
 * What a learner's phone keeps: reports that the server has not acknowledged, and lessons taken along. Each belongs to
 * one account. Signing out forgets the lessons (service worker); reports wait for their owner's next visit.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { forgetPictures, keepPictures } from '#lib/platform/taken-files.ts';
import type { LessonReport } from './learn-queue.ts';
import type { ReadLesson } from './read-lesson.server.ts';

/** A lesson as it was when it was taken along. */
export interface KeptLesson {
  owner: number;
  course: string;
  lesson: string;
  /** By this device's clock. */
  keptAt: number;
  page: ReadLesson;
}

interface Learning extends DBSchema {
  reports: {
    key: number;
    value: { order?: number; owner: number; id: string; report: LessonReport };
    indexes: { owner: number; id: string };
  };
  lessons: { key: [string, string]; value: KeptLesson; indexes: { course: string } };
}

/** Never fails to open: where the browser lets nothing be kept, memory is all there is and `lasting` says so. */
async function open(): Promise<IDBPDatabase<Learning> | undefined> {
  try {
    return await openDB<Learning>('chizheng-learning', 1, {
      upgrade(fresh) {
        const reports = fresh.createObjectStore('reports', { keyPath: 'order', autoIncrement: true });
        reports.createIndex('owner', 'owner');
        reports.createIndex('id', 'id');
        fresh.createObjectStore('lessons', { keyPath: ['course', 'lesson'] }).createIndex('course', 'course');
      }
    });
  } catch {
    return undefined;
  }
}

export interface ReportStore {
  readonly lasting: boolean;
  /** Oldest first. */
  read(): Promise<LessonReport[]>;
  keep(report: LessonReport): Promise<void>;
  drop(reports: readonly LessonReport[]): Promise<void>;
}

/** The place of one account's unacknowledged reports. */
export async function openReportStore(owner: number): Promise<ReportStore> {
  const database = await open();
  if (!database) return { lasting: false, read: async () => [], keep: async () => {}, drop: async () => {} };
  return {
    lasting: true,
    async read() {
      return (await database.getAllFromIndex('reports', 'owner', owner)).map(({ report }) => report);
    },
    async keep(report) {
      await database.add('reports', { owner, id: report.id, report });
    },
    async drop(reports) {
      const change = database.transaction('reports', 'readwrite');
      for (const { id } of reports) {
        const key = await change.store.index('id').getKey(id);
        if (key !== undefined) await change.store.delete(key);
      }
      await change.done;
    }
  };
}

/** Takes lessons along, in place of earlier copies. */
export async function keepLessons(owner: number, pages: readonly ReadLesson[], keptAt: number): Promise<void> {
  const database = await open();
  if (!database) throw new Error('this browser keeps nothing');
  await keepPictures('lessons', pages);
  const change = database.transaction('lessons', 'readwrite');
  for (const page of pages) {
    void change.store.put({ owner, course: page.course.code, lesson: page.lesson.key, keptAt, page });
  }
  await change.done;
}

/** Whoever used this phone before without signing out takes their lessons with them. */
export async function forgetOthers(owner: number): Promise<void> {
  const change = (await open())?.transaction('lessons', 'readwrite');
  for (const kept of (await change?.store.getAll()) ?? []) {
    if (kept.owner !== owner) void change!.store.delete([kept.course, kept.lesson]);
  }
  await change?.done;
}

/** Every lesson on this phone. Without a network nobody can be asked who they are: signing out empties it. */
export async function keptLessons(): Promise<KeptLesson[]> {
  return (await open())?.getAll('lessons') ?? [];
}

export async function keptLesson(course: string, lesson: string): Promise<KeptLesson | undefined> {
  return (await open())?.get('lessons', [course, lesson]);
}

export async function dropCourse(course: string): Promise<void> {
  const database = await open();
  const change = database?.transaction('lessons', 'readwrite');
  for (const key of (await change?.store.index('course').getAllKeys(course)) ?? []) await change!.store.delete(key);
  await change?.done;
}

export async function forgetLessons(): Promise<void> {
  await forgetPictures('lessons');
  await (await open())?.clear('lessons');
}
