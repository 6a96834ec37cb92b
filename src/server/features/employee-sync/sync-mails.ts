import { writeLetter, type LetterBlock } from '../../platform/mail/index.ts';
import type { MailContent, MailRenderers, MailRow, RenderDeps } from '../outbox/index.ts';
import { appliedSoFar, heldHeadline } from './headline-rules.ts';
import { findRun, readSlug, type Run } from './run-queries.ts';

/** What Admins hear of the employee data sync: held, short of seats, failed, stuck. */
export const syncMails: MailRenderers = {
  sync_held: (mail, deps) => write(mail, deps, held),
  sync_short: (mail, deps) => write(mail, deps, short),
  sync_failed: (mail, deps) => write(mail, deps, failed),
  sync_stuck: (mail, deps) => write(mail, deps, stuck),
};

interface Words {
  subject: string;
  preview: string;
  blocks: LetterBlock[];
  button: string;
}

const count = new Intl.NumberFormat('en-GB');
const people = (n: number): string => (n === 1 ? '1 person' : `${count.format(n)} people`);

async function write(
  mail: MailRow,
  deps: RenderDeps,
  wordsOf: (run: Run, mail: MailRow, deps: RenderDeps) => Words | null,
): Promise<MailContent | null> {
  const run = await findRun(deps.ctx, String(mail.data.runId));
  const words = run && wordsOf(run, mail, deps);
  if (!words) return null;
  const url = `${deps.publicUrl}/s/${await readSlug(deps.ctx)}/sync?run=${run.id}`;
  return writeLetter({
    spaceName: deps.spaceName,
    subject: words.subject,
    preview: words.preview,
    heading: words.subject,
    blocks: [...words.blocks, { button: words.button, url }],
    footer: `Sent to every Admin of ${deps.spaceName}.`,
  });
}

/** Cancelled where somebody has settled it meanwhile, or a newer file has. */
function held(run: Run, _mail: MailRow, { timeZone }: RenderDeps): Words | null {
  if (run.state !== 'held') return null;
  const headline = heldHeadline(run, timeZone);
  const { seats } = run;
  return {
    subject: `${run.sourceName} is held and waits for you`,
    preview: headline,
    button: 'Look at the run',
    blocks: [
      { p: headline },
      ...run.guards.map(({ sentence }) => ({ p: sentence })),
      {
        facts: [
          ['Rows read', count.format(run.rows)],
          ['Would leave', count.format(run.counts.leaver ?? 0)],
          ['Would join', count.format((run.counts.joiner ?? 0) + (run.counts.returner ?? 0))],
          ['Would change', count.format((run.counts.change ?? 0) + (run.counts.link ?? 0))],
          ...(seats
            ? [
                [
                  'Seats taken',
                  `${count.format(seats.takenBefore)} now, ${count.format(seats.takenAfter)} after`,
                ] as [string, string],
              ]
            : []),
        ],
      },
      { p: 'Apply it, or ignore this file. Until then everybody stays as they are.' },
    ],
  };
}

function short(run: Run): Words | null {
  const n = run.seats?.short ?? 0;
  if (n === 0) return null;
  return {
    subject: `${people(n)} of ${run.sourceName} ${n === 1 ? 'waits' : 'wait'} for a seat`,
    preview: `There were fewer free seats than people who ${run.kind === 'undo' ? 'came back' : 'joined'}.`,
    button: 'Look at the run',
    blocks: [
      {
        p: `${run.kind === 'undo' ? 'Undoing a run brought back' : 'The employee data brought'} more people than there are free seats. ${people(n)} ${n === 1 ? 'waits' : 'wait'} in order of start date and will be invited as seats come free or are added. Nobody has lost a seat.`,
      },
    ],
  };
}

function stuck(run: Run): Words | null {
  if (run.state !== 'applying') return null;
  const soFar = appliedSoFar(run);
  return {
    subject: `A run of ${run.sourceName} does not come to its end`,
    preview: soFar,
    button: 'Look at the run',
    blocks: [
      {
        p: `${soFar} The rest has been tried again for more than a day. Nobody is done twice, and later files wait.`,
      },
      { p: 'Tell whoever runs the server: its log has the reason. You hear of this once.' },
    ],
  };
}

function failed(run: Run, mail: MailRow): Words {
  const { failures } = mail.data;
  const paused = mail.data.paused === true;
  const problem = run.problem ?? 'The employee data could not be read.';
  const again = paused
    ? `That was the ${String(failures)}th failure in a row, so ${run.sourceName} is paused until somebody sets it going again.`
    : run.state === 'refused'
      ? 'The next file is taken as usual.'
      : `${run.sourceName} is tried again at its next time.`;
  return {
    subject: paused
      ? `${run.sourceName} is paused`
      : run.state === 'refused'
        ? `The file of ${run.sourceName} was refused`
        : `${run.sourceName} could not be read`,
    preview: `${problem} Nobody has changed.`,
    button: 'Look at the run',
    blocks: [{ p: `${problem} Nobody has changed.` }, { p: again }],
  };
}
