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

/** A changed field, with what it was and is where that is still kept. */
function changed(field: string, { from, to }: Values): string {
  const name = fieldNames[field] ?? field;
  const [before, after] = [from, to].map((side) => word((side as Values | undefined)?.[field]));
  if (field === 'sourceId' || (!before && !after)) return name;
  return `${name} from ${before || 'nothing'} to ${after || 'nothing'}`;
}

type Sentence = (detail: Values, values: Values) => string;

const mails: Record<string, string> = {
  invitation: 'The invitation',
  invitation_reminder: 'The reminder',
};
const mail = (detail: Values): string => mails[word(detail.kind)] ?? 'A mail';
const number = (value: unknown): string =>
  typeof value === 'number' ? value.toLocaleString('en-GB') : 'some';

const deeds: Record<string, string> = {
  resend: 'Resending invitations to',
  deactivate: 'Deactivating',
  reactivate: 'Reactivating',
  delete: 'Deleting',
  set_role: 'Changing the role of',
};

const sentences: Record<string, Sentence> = {
  'user.invited': () => 'Invited',
  'user.waiting': () => 'Put on the waiting list',
  'user.promoted': () => 'Got a seat that came free, and an invitation',
  'user.claimed': () => 'First signed in',
  'user.invitation_resent': () => 'Invitation sent again, with a new link',
  'invitation.reminded': () => 'Reminded of the invitation',
  'invitation.opened': () => 'Opened the page of the invitation',
  'mail.sent': (detail) => `${mail(detail)} was sent`,
  'mail.kept': (detail) => `${mail(detail)} was put in the outbox, as no mail server is set`,
  'mail.refused': (detail) => `${mail(detail)} was refused by the mail server`,
  'user.deactivated': (_, { reason }) => (word(reason) ? `Deactivated: ${word(reason)}` : 'Deactivated'),
  'user.reactivated': (detail) => becomes[word(detail.becomes)] ?? 'Reactivated',
  'user.deleted': (detail) => (detail.excluded ? 'Deleted, and excluded from the employee data' : 'Deleted'),
  'user.role_changed': ({ from, to }) => `Role changed from ${role(from)} to ${role(to)}`,
  'user.became_owner': ({ succession }) =>
    succession ? 'Became Owner by succession' : 'Was handed the ownership',
  'user.keep_out_lifted': () => 'No longer kept out: the employee data may bring them back',
  'user.exclusion_lifted': () => 'No longer excluded: the employee data may bring them back',
  'user.kept_though_absent': () => 'Kept, although the employee data no longer lists them',
  'user.updated': (detail, values) =>
    `Changed ${(fieldsOf(detail) ?? []).map((field) => changed(field, values)).join(', ') || 'details'}`,
  'users.exported': () => 'The list of users was exported',
  'operation.started': ({ action, users }) =>
    `${deeds[word(action)] ?? 'Work over'} ${number(users)} users was asked for`,
  'operation.failed': () => 'Work over many users ended early',
  'person.erased': () => 'Personal values were erased',
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
