export type Mapping = Partial<Record<string, string>>;

/** Which fields of the vendor's make the file: each once, whatever columns are read from it. */
export const fieldsOf = (mapping: Mapping): string[] =>
  [...new Set(Object.values(mapping).filter((field) => field !== undefined && field !== ''))] as string[];
