const asked: Record<string, [done: string, refused: string]> = {
  POST: ['Gave this person', 'Was to give this person'],
  PUT: ['Replaced their details', 'Was to replace their details'],
  PATCH: ['Changed their details', 'Was to change their details'],
  DELETE: ['Deleted them', 'Was to delete them'],
};

/** A request and how it was answered, in a few words. */
export function requestWords(method: string, status: number): string {
  const [done, refused] = asked[method] ?? [method, method];
  return status < 400 ? done : `${refused}: refused`;
}
