import { type RawBuilder, sql } from 'kysely';

/**
 * A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV
 * injection), also in the wide forms that some take for the same signs.
 */
export const cell = (value: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  case when left(${value}, 1) in ('=', '+', '-', '@', chr(9), chr(10), chr(13), '＝', '＋', '－', '＠')
    then '''' || ${value} else ${value} end`;
