/** Why a person has the outcome they have, in words, by the reason that programs read. */
export const reasonSentences: Record<string, string> = {
  new: 'New in the employee data',
  back: 'Back in the employee data',
  fields: 'Details have changed',
  email: 'Known by e-mail; becomes managed by this source',
  employee_id: 'Known by employee id; becomes managed by this source',
  absent: 'No longer in the employee data',
  status_inactive: 'Inactive in the employee data',
  end_date_passed: 'The end date has passed',
  same: 'As the file says',
  left_already: 'Has left already',
  kept_out: 'Kept out by an Admin',
  deactivated_elsewhere: 'Deactivated by the identity provider',
  excluded: 'Deleted by an Admin, and excluded since',
  admin_untouched: 'An Admin: never changed by the employee data',
  admin_left: 'An Admin whom the employee data no longer lists; settle it by hand',
  not_managed: 'Inactive in the employee data, but not managed by it',
  employee_id_twice: 'This employee id is there twice, and the rows differ',
  email_shared: 'Two employee ids have this e-mail address',
  email_taken: 'The new e-mail address belongs to somebody else here',
  other_source: 'Comes from another source already',
  deactivated_by_hand: 'Deactivated, and not managed by any source',
  known_by_other_id: 'Known here under another employee id',
  row_length: 'The row has too few or too many fields',
  bad_quoting: 'Quotes in this row are broken',
  control_characters: 'A field has control or invisible characters',
  too_long: 'A field is too long',
  employee_id_missing: 'The employee id is missing',
  employee_id_number: 'A spreadsheet turned the employee id into a number',
  email_missing: 'The e-mail address is missing',
  email_invalid: 'What stands for the e-mail address is not one',
  date_invalid: 'A date is not a day written as YYYY-MM-DD',
  manager_missing: 'Nobody has the manager’s employee id; the manager is left empty',
  manager_self: 'Is their own manager; the manager is left empty',
  manager_circle: 'The managers go in a circle; the manager is left empty',
  status_unknown: 'The status is a word that is not known; unknown is not inactive',
  undo_joiner: 'Joined by the run taken back and has not signed in: deleted, and not excluded',
  undo_returner: 'Came back by the run taken back: deactivated again',
  undo_leaver: 'Left by the run taken back: comes back, or waits for a seat',
  undo_change: 'Changed by the run taken back: set back',
  undo_link: 'Linked by the run taken back: by hand again',
  claimed_stays: 'Joined by the run taken back and has signed in since: stays',
  changed_since: 'Changed by other hands since: stays as they are',
  gone_already: 'Deleted since',
};

/** @param known what the plan tells beside the reason: who stands behind it, the value that is wrong. */
export function reasonInWords(
  reason: string,
  { by, value }: { by?: string | null; value?: string | null } = {},
): string {
  if (by && reason === 'deactivated_elsewhere') return `Deactivated by ${by}`;
  const sentence = reasonSentences[reason] ?? reason.replaceAll('_', ' ');
  return value ? `${sentence}: “${value}”` : sentence;
}
