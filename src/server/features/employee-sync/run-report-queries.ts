import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { Context } from '../../platform/command/index.ts';
import { reasonSentences } from './reason-rules.ts';

/** A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
const cell = (value: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  case when left(${value}, 1) in ('=', '+', '-', '@', chr(9), chr(13)) then '''' || ${value} else ${value} end`;

/** Everybody a run tells of, with outcome, reason and line, as a query for COPY. */
export function reportQuery(ctx: Context, runId: string): CompiledQuery {
  const words = sql.join(
    Object.entries(reasonSentences).map(([reason, sentence]) => sql`(${reason}, ${sentence})`),
  );
  return sql`
    select r.line as "Line", ${cell(sql`r.wrong`)} as "Column", r.outcome as "Outcome", coalesce(w.sentence, r.reason) || coalesce(': “' || r.value || '”', '') as "Reason",
      coalesce(n.sentence, '') as "Warning", coalesce(r.result, '') as "Result", ${cell(sql`r.employee_id`)} as "Employee id",
      ${cell(sql`r.email`)} as "E-mail", ${cell(sql`r.first_name`)} as "First name", ${cell(sql`r.last_name`)} as "Last name"
    from (
      select 0 as part, number, line, outcome, reason, data ->> 'warning' as warning, data ->> 'column' as wrong, data ->> 'value' as value, result, employee_id, email, first_name, last_name
      from sync_plan where space_id = ${ctx.spaceId} and run_id = ${runId}
      union all
      select 1, m.line, m.line, 'unchanged', 'same', null, null, null, null, u.employee_id, u.email, u.first_name, u.last_name
      from sync_unchanged p cross join lateral unnest(p.user_ids, p.lines) as m (user_id, line)
      left join users u on u.space_id = ${ctx.spaceId} and u.id = m.user_id
      where p.space_id = ${ctx.spaceId} and p.run_id = ${runId}
    ) r
    left join (values ${words}) as w (reason, sentence) on w.reason = r.reason
    left join (values ${words}) as n (reason, sentence) on n.reason = r.warning
    order by r.part, r.number`.compile(ctx.tx);
}
