import { z } from 'zod';
import { command } from '../../platform/command/index.ts';
import { DomainError, notFound } from '../../platform/errors/index.ts';
import { eraseFromFiles } from './erase-files.ts';
import { eraseAccount, eraseMails, eraseMentions, eraseRequests, eraseValues } from './erase-queries.ts';
import { erasePlanRows, importsNow } from './erase-sync-queries.ts';
import { findSubjects, readPerson, stillUsers } from './person-queries.ts';

/**
 * Erases what is kept of a person who was deleted: values beside the audit log, mails to them and about them,
 * what an identity provider sent, what imports tell of them with the files they stand in, and an account
 * that no space needs. The log itself, ids, names of fields and all counts stay as they are.
 * @throws DomainError `not_found`, or `invalid_state` while the person is still a User or an import is under way.
 */
export const erasePerson = command({
  name: 'erase_person',
  permission: 'operate',
  input: z.object({ email: z.string().optional(), userId: z.uuid().optional() }),
  async run(ctx, input) {
    const subjects = await findSubjects(ctx, input);
    if (await stillUsers(ctx, subjects)) {
      throw new DomainError(
        'invalid_state',
        'This person is still a User of the space. Delete the User first, then erase.',
      );
    }
    if (await importsNow(ctx)) {
      throw new DomainError('invalid_state', 'Employee data is being imported. Erase when that has ended.');
    }
    const person = await readPerson(ctx, subjects, input);
    const requests = await eraseRequests(ctx, person);
    const values = await eraseValues(ctx, person);
    const mails = await eraseMails(ctx, person);
    // The files first: who stands in one is told by the plan, too.
    const runs = await eraseFromFiles(ctx, person);
    const planRows = await erasePlanRows(ctx, person);
    const accounts = await eraseAccount(ctx, person);
    await eraseMentions(ctx, person);
    const erased = { values, mails, requests, planRows, files: runs.length, accounts };
    if (subjects.length === 0 && Object.values(erased).every((count) => count === 0)) {
      throw notFound('Nothing is kept of this person in this space.');
    }
    const of = subjects.length === 0 ? [null] : subjects;
    return {
      result: { subjects, ...erased },
      audit: [
        ...of.map((subjectId) => ({
          action: 'person.erased',
          subject: subjectId === null ? ('space' as const) : ('user' as const),
          subjectId,
          detail: erased,
        })),
        ...runs.map((runId) => ({ action: 'sync.file_erased', subject: 'run' as const, subjectId: runId })),
      ],
    };
  },
});
