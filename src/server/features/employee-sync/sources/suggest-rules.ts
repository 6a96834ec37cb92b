import { columns, fold, type Column } from '../file-rules.ts';

const plain = (header: string): string =>
  header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9.]|\.(?![a-z0-9])/g, '');

/** What exports call our columns, letters and digits alone. */
const names: Record<Column, string[]> = {
  employee_id: [
    'employeeid',
    'employeenumber',
    'employeeno',
    'employee',
    'empid',
    'empno',
    'personnelnumber',
    'personnelno',
    'staffid',
    'staffnumber',
    'staffno',
    'workerid',
    'personid',
    'payrollnumber',
    'personalnummer',
    'id',
    'root.id',
  ],
  email: [
    'email',
    'emailaddress',
    'workemail',
    'companyemail',
    'businessemail',
    'mail',
    'primaryemail',
    'userprincipalname',
    'root.email',
    'contact.email',
    'work.email',
  ],
  first_name: [
    'firstname',
    'givenname',
    'forename',
    'vorname',
    'name.first',
    'name.givenname',
    'root.firstname',
    'legalfirstname',
  ],
  last_name: [
    'lastname',
    'surname',
    'familyname',
    'nachname',
    'name.last',
    'name.familyname',
    'root.surname',
    'legallastname',
  ],
  status: ['status', 'employmentstatus', 'employeestatus', 'active', 'isactive', 'state', 'internal.status'],
  department: [
    'department',
    'departmentname',
    'dept',
    'division',
    'team',
    'orgunit',
    'costcentrename',
    'work.department',
  ],
  job_title: ['jobtitle', 'jobtitlename', 'title', 'position', 'role', 'jobname', 'work.title'],
  location: ['location', 'locationname', 'office', 'site', 'worklocation', 'city', 'work.site'],
  manager_employee_id: [
    'manageremployeeid',
    'managerid',
    'manageremployeenumber',
    'supervisorid',
    'supervisoreid',
    'reportstoid',
    'linemanagerid',
    'manager.id',
  ],
  start_date: [
    'startdate',
    'hiredate',
    'joindate',
    'dateofjoining',
    'employmentstart',
    'entrydate',
    'work.startdate',
  ],
  end_date: [
    'enddate',
    'terminationdate',
    'leavedate',
    'leavingdate',
    'lastworkingday',
    'exitdate',
    'internal.terminationdate',
  ],
};

/** Which header most likely stands for each of our columns; those that need no mapping are left out. */
export function suggestMapping(headers: string[]): Partial<Record<Column, string>> {
  const known = new Map(headers.map((header) => [plain(header), header]));
  const taken = new Set<string>();
  const suggested: Partial<Record<Column, string>> = {};
  for (const column of columns) {
    const own = known.get(plain(column));
    const found = own ?? names[column].map((name) => known.get(name)).find((one) => one && !taken.has(one));
    if (found === undefined) continue;
    taken.add(found);
    if (fold(found) !== column) suggested[column] = found;
  }
  return suggested;
}
