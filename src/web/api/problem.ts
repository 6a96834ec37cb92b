/** A refusal by the server: `code` is the stable name of why, `body` everything it said. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
    this.name = 'ApiProblem';
  }
}

/** The request never reached the server, or its answer never reached us. */
export class Unreachable extends Error {
  constructor() {
    super('Usher cannot be reached.');
    this.name = 'Unreachable';
  }
}

/** What to tell a person about an error: the server's own sentence, or a plain one. */
export function problemText(error: unknown): string {
  // The server's sentence speaks to programs as well.
  if (isProblem(error, 'unauthenticated')) return 'Your session has ended: sign in, then try again.';
  if (error instanceof ApiProblem) return error.detail;
  if (error instanceof Unreachable) return 'Usher cannot be reached. Check the connection and try again.';
  return 'Something went wrong on this page.';
}

/** Whether an error is the server's refusal of this code. */
export function isProblem(error: unknown, code: string): error is ApiProblem {
  return error instanceof ApiProblem && error.code === code;
}
