import { z } from 'zod';
import { command } from '../../platform/command/index.ts';
import { DomainError, notFound } from '../../platform/errors/index.ts';
import { eraseRequests, eraseValues, findSubjects, stillUsers } from './erase-queries.ts';

/**
 * Erases what is kept of a person who was deleted: personal values beside the audit log, and the
 * words of mails to them, and what an identity provider sent. The log itself, ids and names of fields, stays whole.
 * @throws DomainError `not_found`, or `invalid_state` while the person is still a User.
 */
export const erasePerson = command({
  name: 'erase_person',
  permission: 'operate',
  input: z.object({ email: z.string().optional(), userId: z.uuid().optional() }),
  async run(ctx, input) {
    const subjects = await findSubjects(ctx, input);
    const requests = await eraseRequests(ctx, input);
    if (subjects.length + requests === 0) throw notFound('Nothing is kept of this person in this space.');
    if (await stillUsers(ctx, subjects)) {
      throw new DomainError(
        'invalid_state',
        'This person is still a User of the space. Delete the User first, then erase.',
      );
    }
    const erased = { ...(await eraseValues(ctx, subjects)), requests };
    return {
      result: { subjects, ...erased },
      audit:
        subjects.length === 0
          ? [{ action: 'person.erased', subject: 'space' as const, detail: erased }]
          : subjects.map((subjectId) => ({
              action: 'person.erased',
              subject: 'user' as const,
              subjectId,
              detail: erased,
            })),
    };
  },
});
