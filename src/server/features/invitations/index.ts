export { inviteUsers } from './invite-users.ts';
export { insertUsers, type NewUser } from './invite-queries.ts';
export { issueInvitations } from './issue-invitations.ts';
export { invitationToken, readInvitationToken } from './invitation-token.ts';
export { invitationHandlers } from './invitation-handlers.ts';
export { invitationJobs, tendInvitations } from './invitation-jobs.ts';
export { invitationMails } from './invitation-email.ts';
export { registerInvitationRoutes } from './routes.ts';
