/** Where the home pages lead to. */
export const links = {
  exam: (examId: number) => `/exams/${examId}`,
  attempt: (attemptId: number) => `/attempts/${attemptId}`,
  /** Straight to where the learner stopped. */
  lesson: (course: string, lesson: string | null) => (lesson ? `/learn/${course}/${lesson}` : `/learn/${course}`)
};
