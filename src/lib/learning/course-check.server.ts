/** What still keeps a course from its learners. */
import { eq } from 'drizzle-orm';
import { usableByCode } from '#lib/assessment/by-code.server.ts';
import { openCitations } from '#lib/law/resolve.server.ts';
import type { Context } from '#lib/platform/door.server.ts';
import type { CourseRow } from './course-access.server.ts';
import { checkContent, lessonsOf, type ContentProblem, type CourseContent, type Lesson } from './course.ts';
import { citedInline, imagesIn } from './markings.ts';
import { courseFile } from './schema.server.ts';

/** Everything wrong with contents: in themselves, and with the questions, articles and files they name. */
export async function problemsOf(
  ctx: Context,
  { id, cites, lawAsOf }: Pick<CourseRow, 'id' | 'cites' | 'lawAsOf'>,
  content: CourseContent
): Promise<ContentProblem[]> {
  const problems = checkContent(content);
  const lessons = lessonsOf(content);
  const resolve = await openCitations(ctx);
  const on = lawAsOf ?? ctx.today;
  const sayOf = (lesson: string | null, text: string) => {
    for (const { code, params } of resolve(text, on).problems) problems.push({ lesson, code, params: { ...params } });
  };
  sayOf(null, cites);
  const files = new Set(
    (await ctx.db.select({ hash: courseFile.hash }).from(courseFile).where(eq(courseFile.courseId, id))).map(
      ({ hash }) => hash
    )
  );
  const usable = await usableByCode(
    ctx,
    lessons.flatMap((lesson) => (lesson.kind === 'check' ? lesson.questions : [])),
    ctx.today
  );
  for (const lesson of lessons) {
    if ('cites' in lesson) sayOf(lesson.key, lesson.cites);
    for (const text of markdownOf(lesson)) {
      for (const cited of citedInline(text)) sayOf(lesson.key, cited);
      for (const hash of imagesIn(text))
        if (!files.has(hash)) problems.push({ lesson: lesson.key, code: 'learning.image-unknown', params: {} });
    }
    if ('file' in lesson && lesson.file && !files.has(lesson.file))
      problems.push({ lesson: lesson.key, code: 'learning.file-missing', params: {} });
    if (lesson.kind === 'check')
      for (const code of lesson.questions)
        if (!usable.has(code))
          problems.push({ lesson: lesson.key, code: 'learning.question-unusable', params: { question: code } });
  }
  return problems;
}

/** Everything in a lesson that is written in Markdown. */
function markdownOf(lesson: Lesson): string[] {
  if (lesson.kind === 'text') return [lesson.body];
  if (lesson.kind !== 'case') return [];
  const steps = lesson.steps.flatMap(({ question, choices }) => [
    question,
    ...choices.map(({ explanation }) => explanation)
  ]);
  return [lesson.situation, ...steps];
}
