type Values = Record<string, unknown>;

const fieldNames: Record<string, string> = {
  email: 'e-mail',
  firstName: 'first name',
  lastName: 'last name',
  employeeId: 'employee id',
  jobTitle: 'job title',
  managerEmployeeId: 'manager',
  startDate: 'start date',
  endDate: 'end date',
  sourceId: 'source',
};

const roleNames: Record<string, string> = { owner: 'Owner', admin: 'Admin', member: 'Member' };

const word = (value: unknown): string => (typeof value === 'string' ? value : '');
const role = (value: unknown): string => roleNames[word(value)] ?? word(value);

/** The names of changed fields that a row carries; undefined where it is about something else. */
export const fieldsOf = (detail: Values): string[] | undefined =>
  Array.isArray(detail.fields) ? detail.fields.filter((field) => typeof field === 'string') : undefined;

const becomes: Record<string, string> = {
  active: 'Reactivated',
  invited: 'Reactivated, with a fresh invitation',
  waiting: 'Reactivated, waiting for a seat',
};

type Sentence = (detail: Values, values: Values) => string;

const sentences: Record<string, Sentence> = {
  'user.invited': () => 'Invited',
  'user.waiting': () => 'Put on the waiting list',
  'user.claimed': () => 'First signed in',
  'user.invitation_resent': () => 'Invitation sent again',
  'user.deactivated': (_, { reason }) => (word(reason) ? `Deactivated: ${word(reason)}` : 'Deactivated'),
  'user.reactivated': (detail) => becomes[word(detail.becomes)] ?? 'Reactivated',
  'user.deleted': (detail) => (detail.excluded ? 'Deleted, and excluded from the employee data' : 'Deleted'),
  'user.role_changed': ({ from, to }) => `Role changed from ${role(from)} to ${role(to)}`,
  'user.became_owner': ({ succession }) =>
    succession ? 'Became Owner by succession' : 'Was handed the ownership',
  'user.keep_out_lifted': () => 'No longer kept out of the employee data',
  'user.updated': (detail) =>
    `Changed ${(fieldsOf(detail) ?? []).map((field) => fieldNames[field] ?? field).join(', ') || 'details'}`,
  'exclusions.lifted': () => 'Exclusions lifted',
  'space.made': () => 'Space made',
  'seats.added': ({ seats, invoice }) => `${String(seats)} seats added, invoice ${word(invoice)}`,
  'seats.renewed': ({ seats, reduced }) =>
    Number(reduced) > 0
      ? `Renewed with ${String(seats)} seats, ${String(reduced)} fewer`
      : `Renewed with ${String(seats)} seats`,
  'seats.reduction_planned': ({ reduction }) =>
    reduction === 0
      ? 'Plan for the renewal dropped'
      : `${String(reduction)} seats planned to go at the renewal`,
  'seats.low': ({ available }) => `Admins told that ${String(available)} seats are available`,
  'invoice.paid': () => 'Invoice marked as paid',
};

/** What an audit row says to a person. An action without a sentence of its own is read out plainly. */
export function summarise(action: string, detail: Values, values: Values = {}): string {
  const sentence = sentences[action];
  if (sentence) return sentence(detail, values);
  const plain = action.replace(/^user\./, '').replaceAll(/[._]/g, ' ');
  return (plain[0] ?? '').toUpperCase() + plain.slice(1);
}
