/** Where the home pages lead to. */
export const links = {
  exam: (examId: number) => `/exams/${examId}`,
  attempt: (attemptId: number) => `/attempt/${attemptId}`
};
