import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { detailWords } from './detail-rules.ts';
import { personColumns } from './list-run-people.ts';
import { reasonSentences } from './reason-rules.ts';
import { outcomeWords, resultWords } from './result-rules.ts';

/** A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
const cell = (value: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  case when left(${value}, 1) in ('=', '+', '-', '@', chr(9), chr(13)) then '''' || ${value} else ${value} end`;

const wordsOf = (words: Record<string, string>): RawBuilder<unknown> =>
  sql`(values ${sql.join(Object.entries(words).map(([one, word], place) => sql`(${one}, ${word}, ${place}::int)`))})`;

/** "Department: Sales → Legal; Last name: A → B", of whoever was known before. */
const changes = sql`
  select string_agg(d.word || ': ' || coalesce(nullif(r.before ->> d.field, ''), '–') || ' → '
    || coalesce(nullif(r.data ->> d.field, ''), '–'), '; ' order by d.place)
  from ${wordsOf(detailWords)} as d (field, word, place)
  where r.before is not null and r.outcome <> 'joiner' and r.data ? d.field
    and coalesce(r.before ->> d.field, '') <> coalesce(r.data ->> d.field, '')`;

const day = sql`to_char((r."scheduledFor")::date, 'FMDD FMMonth YYYY')`;

/** The reason as the page has it: with who stands behind it, the value that is wrong, the day that is ahead. */
const why = sql`
  case when r.reason = 'deactivated_elsewhere' and r.data ? 'by' then 'Deactivated by ' || (r.data ->> 'by')
    else coalesce(w.word, r.reason) || coalesce(': “' || (r.data ->> 'value') || '”', '') end
  || case when r.result is null and r."scheduledFor" is not null then '; scheduled for ' || ${day} else '' end`;

const became = sql`
  case when r.result is null then '' when r."scheduledFor" is not null then 'Scheduled for ' || ${day}
    else coalesce(b.word, r.result) end`;

/** Everybody a run tells of, in the page's words, with outcome, reason, changes and line, as a query for COPY. */
export function reportQuery(ctx: Context, runId: string): CompiledQuery {
  const reasons = wordsOf(reasonSentences);
  return sql`
    select r.line as "Line", ${cell(sql`(r.data ->> 'column')`)} as "Column", coalesce(o.word, r.outcome) as "Outcome", ${why} as "Reason",
      coalesce(n.word, '') as "Warning", ${became} as "Result", ${cell(sql`r."employeeId"`)} as "Employee id",
      ${cell(sql`r.email`)} as "E-mail", ${cell(sql`r."firstName"`)} as "First name", ${cell(sql`r."lastName"`)} as "Last name",
      ${cell(sql`r.department`)} as "Department", (${changes}) as "Changes"
    from (
      select 0 as part, ${personColumns(ctx)} from sync_plan p where p.space_id = ${ctx.spaceId} and p.run_id = ${runId}
      union all
      select 1, m.line, 'unchanged', 'same', m.line, m.user_id, u.employee_id, u.email, u.first_name, u.last_name, u.department,
        null, null, null, null
      from sync_unchanged p cross join lateral unnest(p.user_ids, p.lines) as m (user_id, line)
      left join users u on u.space_id = ${ctx.spaceId} and u.id = m.user_id
      where p.space_id = ${ctx.spaceId} and p.run_id = ${runId}
    ) r
    left join ${wordsOf(outcomeWords)} as o (one, word, place) on o.one = r.outcome
    left join ${reasons} as w (one, word, place) on w.one = r.reason
    left join ${reasons} as n (one, word, place) on n.one = r.data ->> 'warning'
    left join ${wordsOf(resultWords)} as b (one, word, place) on b.one = r.result
    order by r.part, r.number`.compile(ctx.tx);
}
