/** A defect that somebody could make, and the tests that have to find it. */
export interface Defect {
  name: string;
  edits: Edit[];
  tests: string[];
}

/** Text that stands in a file once, and what takes its place. */
export interface Edit {
  file: string;
  find: string;
  replace: string;
}

const features = 'src/server/features';
const platform = 'src/server/platform';
const sync = `${features}/employee-sync`;

export const defects: Defect[] = [
  {
    name: 'a seat is counted and then taken, without a lock or a condition',
    edits: [
      {
        file: `${features}/seats/pool-queries.ts`,
        find: 'where space_id = ${ctx.spaceId} for update',
        replace: 'where space_id = ${ctx.spaceId}',
      },
      {
        file: `${features}/seats/pool-queries.ts`,
        find: ' and taken + ${taken}::int <= total + ${total}::int',
        replace: '',
      },
    ],
    tests: ['tests/proof/last-seats.test.ts'],
  },
  {
    name: 'a free seat is not handed on',
    edits: [
      {
        file: `${features}/seats/move-seats.ts`,
        find: 'if (free === 0 || pool.waiting === 0) return pool;',
        replace: 'if (free >= 0) return pool;',
      },
    ],
    tests: ['tests/proof/life-of-a-space.test.ts'],
  },
  {
    name: 'the audit row is skipped',
    edits: [
      {
        file: `${platform}/command/command.ts`,
        find: 'ctx.atEnd(writeAudit(ctx, audit));',
        replace: 'void audit;',
      },
    ],
    tests: [`${features}/users/action-routes.test.ts`],
  },
  {
    name: 'a table’s policy forgets the space',
    edits: [
      {
        file: 'migrations/0001_spaces.sql',
        find: 'to usher_app using (space_id = current_space_id())',
        replace: 'to usher_app using (true)',
      },
    ],
    tests: ['tests/proof', `${features}/access`],
  },
  {
    name: 'an answer is not kept for its key',
    edits: [
      {
        file: `${platform}/command/command.ts`,
        find: 'ctx.atEnd(keepAnswer(ctx, claim, answer));',
        replace: 'void keepAnswer;',
      },
    ],
    tests: [`${features}/invitations/invite-users.test.ts`],
  },
  {
    name: 'a price is rounded twice',
    edits: [
      {
        file: `${features}/charging/charging-rules.ts`,
        find: 'const tax = divideHalfUp(net * BigInt(taxRateBp), 10_000n);',
        replace: 'const tax = divideHalfUp(divideHalfUp(net * BigInt(taxRateBp), 100n), 100n);',
      },
    ],
    tests: [`${features}/charging/charging-rules.test.ts`],
  },
  {
    name: 'a link works a second time',
    edits: [
      {
        file: `${features}/access/claim-rules.ts`,
        find: 'if (invitation.joinedAt)',
        replace: 'if (invitation.joinedAt && invitation.generation > 99)',
      },
    ],
    tests: [`${features}/access/claim.test.ts`],
  },
  {
    name: 'looking at a link claims it',
    edits: [
      {
        file: `${features}/access/open-invitation.ts`,
        find: 'await markOpened(ctx, userId)',
        replace:
          "await import('./claim-queries.ts').then((queries) => queries.activateUser(ctx, userId, 'nobody'))",
      },
    ],
    tests: [`${features}/access/claim.test.ts`],
  },
  {
    name: 'a mail sent again has another Message-ID',
    edits: [
      {
        file: `${platform}/mail/mailer.ts`,
        find: 'messageId: messageIdOf(id, from),',
        replace: 'messageId: messageIdOf(`${id}${String(performance.now())}`, from),',
      },
    ],
    tests: [`${features}/outbox/deliver-mails.test.ts`],
  },
  {
    name: 'formulas leave in an export',
    edits: [
      {
        file: `${features}/users/cell-queries.ts`,
        find: "in ('=', '+', '-', '@', chr(9), chr(10), chr(13), '＝', '＋', '－', '＠')",
        replace: "in ('none')",
      },
    ],
    tests: [`${features}/users/action-routes.test.ts`],
  },
  {
    name: 'no number of leavers holds a run',
    edits: [
      {
        file: `${features}/employee-sync/guard-rules.ts`,
        find: 'if (figures.leavers > 0 && leavers > limit)',
        replace: 'if (figures.leavers > 1e9 && leavers > limit)',
      },
    ],
    tests: [`${features}/employee-sync/import-file.test.ts`],
  },
  {
    name: 'the last Admin can go',
    edits: [
      {
        file: `${features}/users/owner-rules.ts`,
        find: "if (counts && remaining === 1) return 'last_admin';",
        replace: '',
      },
    ],
    tests: [`${features}/users/change-users.test.ts`],
  },
  {
    name: 'a sync of a paused source is applied all the same',
    edits: [
      {
        file: `${sync}/decide-rules.ts`,
        find: "if (found.paused && found.approve !== 'any')",
        replace: 'if (found.paused && found.guards > 1e9)',
      },
    ],
    tests: [`${sync}/undo-run.test.ts`],
  },
  {
    name: 'an approval of a sync counts for whatever plan there is by then',
    edits: [
      {
        file: `${sync}/decide-rules.ts`,
        find: 'if (run.approvedBinding === found.binding)',
        replace: "if (run.approvedBinding !== '')",
      },
    ],
    tests: [`${sync}/run-routes.test.ts`],
  },
  {
    name: 'who stands in a bad row of a sync by their id has left',
    edits: [
      {
        file: `${sync}/match-queries.ts`,
        find: 'select s.line, s.place, u.id as user_id, ',
        replace: 'select s.line, s.place, s.error, u.id as user_id, ',
      },
      {
        file: `${sync}/match-queries.ts`,
        find: 'filter (where line is null and present) as absent',
        replace: 'filter (where (line is null or error is not null) and present) as absent',
      },
    ],
    tests: [`${sync}/import-file.test.ts`],
  },
  {
    name: 'who comes to a sync under another employee id has left',
    edits: [
      {
        file: `${sync}/judge-queries.ts`,
        find: 'where d.email_key = m.email_key)',
        replace: 'where d.email_key = m.email_key and d.employee_id = m.employee_id)',
      },
    ],
    tests: [`${sync}/import-file.test.ts`],
  },
  {
    name: 'who stands anywhere in a bad row of a sync, or was swallowed by a stray quote, has left',
    edits: [
      {
        file: `${sync}/judge-queries.ts`,
        find: 'where ${sql.lit(anyDoubtful)} and s.tokens is not null',
        replace: 'where ${sql.lit(anyDoubtful)} and s.tokens is null',
      },
    ],
    tests: [`${sync}/bad-input.test.ts`],
  },
  {
    name: 'who stands in a bad row of a sync by their name alone has left',
    edits: [
      {
        file: `${sync}/judge-queries.ts`,
        find: "and first_name || last_name <> ''",
        replace: "and first_name || last_name = ''",
      },
    ],
    tests: [`${sync}/import-file.test.ts`],
  },
  {
    name: 'a sync changes whom an Admin keeps out meanwhile',
    edits: [
      {
        file: `${sync}/apply-queries.ts`,
        find: " and (status <> 'deactivated' or kept_out_by is null)`",
        replace: '`',
      },
    ],
    tests: [`${sync}/racing-sync.test.ts`],
  },
  {
    name: 'a sync takes files from whatever host shows a key',
    edits: [
      {
        file: `${sync}/connectors/sftp-client.ts`,
        find: 'return seen.key === hostKey;',
        replace: 'return hostKey !== null;',
      },
    ],
    tests: [`${sync}/sources/sftp-source.test.ts`],
  },
  {
    name: 'a sync counts the free seats and then takes them, without a lock',
    edits: [
      {
        file: `${sync}/apply-run.ts`,
        find: 'import { lockPool, promote }',
        replace: 'import { readPool as lockPool, promote }',
      },
      {
        file: `${sync}/apply-comers.ts`,
        find: 'import { available, lockPool, recordStatus, takeSeats }',
        replace: 'import { available, readPool as lockPool, recordStatus, takeSeats }',
      },
    ],
    tests: ['tests/proof/last-seats.test.ts'],
  },
];
