/** Where the home pages lead to. */
export const links = {
  exam: (examId: number) => `/exams/${examId}`,
  attempt: (attemptId: number) => `/attempts/${attemptId}`,
  session: (sessionId: number) => `/sessions/${sessionId}`,
  /** The trainer's screen with the code. */
  screen: (sessionId: number) => `/sessions/${sessionId}/check-in`,
  checkIn: (sessionId: number) => `/check-in?session=${sessionId}`,
  /** Straight to where the learner stopped. */
  lesson: (course: string, lesson: string | null) => (lesson ? `/learn/${course}/${lesson}` : `/learn/${course}`)
};
