/** The details of a person that a run changes, in the order in which they are told, in words. */
export const detailWords = {
  email: 'E-mail',
  firstName: 'First name',
  lastName: 'Last name',
  employeeId: 'Employee id',
  department: 'Department',
  jobTitle: 'Job title',
  location: 'Location',
  managerEmployeeId: 'Manager’s employee id',
  startDate: 'Start date',
  endDate: 'End date',
};
