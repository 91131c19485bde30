/** Where the home pages lead to. */
export const links = {
  exam: (examId: number) => `/exams/${examId}`,
  attempt: (attemptId: number) => `/attempt/${attemptId}`,
  session: (sessionId: number) => `/sessions/${sessionId}`,
  /** The trainer's screen with the code. */
  screen: (sessionId: number) => `/sessions/${sessionId}/check-in`,
  checkIn: (sessionId: number) => `/check-in?session=${sessionId}`
};
