import { randomUUID } from 'node:crypto';
import { open, readFile, writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { errorText } from '#lib/i18n/error-text.server.ts';
import { importCourse, publishCourse } from '#lib/learning/course-editing.server.ts';
import { readCourseFile, writeCourseFile } from '#lib/learning/course-file.ts';
import { keepCourseFile } from '#lib/learning/course-files.server.ts';
import { findCourse } from '#lib/learning/found-course.server.ts';
import { system } from '#lib/platform/actor.ts';
import { LARGEST_PIECE } from '#lib/platform/large-files.server.ts';
import type { FileStore } from '#lib/platform/files.server.ts';
import { requireWord, type Command } from './command.ts';

const say = (code: string, params: Record<string, string | number> = {}) => errorText(code, params, 'zh-CN');

/** Courses in and out, by the same reader and rules as the pages. */
export const courses: Record<string, Command> = {
  'import-course': {
    usage: 'FILE [--live]',
    says: 'a course from a Markdown file, as a draft; --live publishes it',
    needsPortal: true,
    async run({ portal, words, options }) {
      const { course, problems } = readCourseFile(await readFile(requireWord(words, 0, 'FILE'), 'utf8'));
      if (problems.length) {
        const rejected = problems.map(({ line, code, params }) => ({ line, reason: say(code, params) }));
        return {
          ok: false,
          result: { rejected },
          lines: ['Nothing was taken in:', ...rejected.map(({ line, reason }) => `  ${line}: ${reason}`)]
        };
      }
      const { code, isNew } = await portal.run(importCourse, system, { ...course, author: course.author || '–' });
      const found = await portal.run(findCourse, system, { code });
      const open = found.problems.map((problem) => ({
        lesson: problem.lesson,
        reason: say(problem.code, problem.params)
      }));
      const published = Boolean(options.live) && !open.length;
      if (published) await portal.run(publishCourse, system, { code });
      return {
        ok: !options.live || published,
        result: { code, isNew, published, problems: open },
        lines: [
          `${code}: ${published ? 'published' : 'a draft'}`,
          ...open.map(({ lesson, reason }) => `  ${lesson ?? ''} ${reason}`)
        ]
      };
    }
  },
  'export-course': {
    usage: 'CODE --out FILE',
    says: 'a course into a Markdown file that imports back unchanged',
    needsPortal: true,
    async run({ portal, words, options }) {
      if (typeof options.out !== 'string') throw new Error('Missing: --out FILE');
      const course = await portal.run(findCourse, system, { code: requireWord(words, 0, 'CODE') });
      await writeFile(options.out, writeCourseFile(course));
      return { result: { code: course.code, file: options.out }, lines: [`${course.code} → ${options.out}`] };
    }
  },
  'add-file': {
    usage: 'CODE FILE',
    says: 'a PDF, an image or a video (MP4, WebM) for the lessons of a course',
    needsPortal: true,
    async run({ portal, words }) {
      const [code, path] = [requireWord(words, 0, 'CODE'), requireWord(words, 1, 'FILE')];
      await portal.run(findCourse, system, { code });
      const isVideo = ['.mp4', '.webm'].includes(extname(path).toLowerCase());
      const kept = isVideo
        ? await keepVideo(portal.house.files, path)
        : await portal.house.files.put(await readFile(path));
      await portal.run(keepCourseFile, system, { code, name: basename(path), ...kept } as never);
      return { result: { code, ...kept }, lines: [`${basename(path)} (${kept.type}): ${kept.hash}`] };
    }
  }
};

async function keepVideo(files: FileStore, path: string) {
  const upload = `cli-${randomUUID()}`;
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const piece = new Uint8Array(LARGEST_PIECE);
    for (let at = 0; at < size;) {
      const { bytesRead } = await file.read(piece, 0, LARGEST_PIECE, at);
      at = await files.addPiece(upload, at, piece.subarray(0, bytesRead));
    }
    return await files.finish(upload, size);
  } finally {
    await file.close();
  }
}
