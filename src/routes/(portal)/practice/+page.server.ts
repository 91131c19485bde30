import { z } from 'zod';
import { practiceHome } from '#lib/assessment/practice-book.server.ts';
import { startMock } from '#lib/assessment/practice-mock.server.ts';
import { startPractice } from '#lib/assessment/practice-run.server.ts';
import { practiceModes } from '#lib/assessment/practice.ts';
import { myReports } from '#lib/assessment/question-report.server.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { rowId } from '#lib/platform/input.ts';
import { act } from '#routes/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

const shelf = z.preprocess((value) => (value === null || value === '' ? null : value), rowId.nullable());
const Start = z.object({ mode: z.enum(practiceModes).catch('random'), topicId: shelf, statuteId: shelf });

export const load: PageServerLoad = async ({ locals }) => ({
  title: m.practice_title(),
  home: await locals.run(practiceHome, {}),
  reports: await locals.run(myReports, {})
});

export const actions: Actions = {
  mock: async (event) => {
    const examId = (await event.request.formData()).get('examId') || null;
    return act(
      event,
      () => event.locals.run(startMock, { examId }),
      ({ runId }) => `/practice/mock/${runId}`
    );
  },
  start: async (event) => {
    const form = await event.request.formData();
    const { mode, topicId, statuteId } = Start.parse(
      Object.fromEntries(['mode', 'topicId', 'statuteId'].map((name) => [name, form.get(name)]))
    );
    return act(
      event,
      () => event.locals.run(startPractice, { mode, topicId, statuteId }),
      ({ runId }) => `/practice/${runId}`
    );
  }
};
