const has = (error: unknown, code: string, constraint?: string): boolean => {
  const { code: given, constraint: name } = error as { code?: string; constraint?: string };
  return given === code && (constraint === undefined || name === constraint);
};

export const isUniqueViolation = (error: unknown, constraint?: string) => has(error, '23505', constraint);
export const isCheckViolation = (error: unknown, constraint?: string) => has(error, '23514', constraint);
