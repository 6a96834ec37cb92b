import type { LockedUser } from './lock-queries.ts';
import type { UserChange } from './update-schemas.ts';

/** The details of a User that can be changed; all of them, after a change is laid over. */
export type Details = Pick<
  LockedUser,
  | 'email'
  | 'firstName'
  | 'lastName'
  | 'employeeId'
  | 'department'
  | 'location'
  | 'jobTitle'
  | 'managerEmployeeId'
  | 'startDate'
  | 'endDate'
  | 'source'
  | 'sourceId'
>;

/** Lays a change over a User: undefined keeps what was, null empties. */
export function merge(user: LockedUser, change: UserChange): Details {
  return {
    email: change.email ?? user.email,
    firstName: change.firstName ?? user.firstName,
    lastName: change.lastName ?? user.lastName,
    department: change.department ?? user.department,
    location: change.location ?? user.location,
    jobTitle: change.jobTitle ?? user.jobTitle,
    source: change.source ?? user.source,
    employeeId: change.employeeId === undefined ? user.employeeId : change.employeeId,
    managerEmployeeId:
      change.managerEmployeeId === undefined ? user.managerEmployeeId : change.managerEmployeeId,
    startDate: change.startDate === undefined ? user.startDate : change.startDate,
    endDate: change.endDate === undefined ? user.endDate : change.endDate,
    sourceId: change.sourceId === undefined ? user.sourceId : change.sourceId,
  };
}

export const changedFields = (before: Details, after: Details): (keyof Details)[] =>
  (Object.keys(after) as (keyof Details)[]).filter((field) => before[field] !== after[field]);
