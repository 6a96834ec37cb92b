import type {
  BulkUsersResponses,
  ListAbsentAdminsResponse,
  ListAuditEventsResponse,
  ListExclusionsResponse,
  ListOperationsResponse,
  PreviewBulkResponse,
  GetFacetsResponse,
  GetOperationResponse,
  GetSeatsResponse,
  GetOpenLinkResponse,
  GetUserResponse,
  InviteUsersResponses,
  ListProvisioningResponse,
  ListUsersResponse,
  LookUpUsersResponse,
} from './generated/types.gen';

/** Shapes of the public API that several screens read, as the server describes them. */
export type Seats = GetSeatsResponse;
export type UserList = ListUsersResponse;
export type User = UserList['items'][number];
export type UserStatus = User['status'];
export type UserDetail = GetUserResponse;
export type InvitationStory = NonNullable<UserDetail['invitation']>;
export type Provisioning = ListProvisioningResponse;
export type Facets = GetFacetsResponse;
export type Facet = Facets['departments'][number];
export type Lookup = LookUpUsersResponse;
export type Operation = GetOperationResponse;
export type BulkResult = BulkUsersResponses[200]['results'][number];
export type BulkAnswer = BulkUsersResponses[keyof BulkUsersResponses];
export type InviteAnswer = InviteUsersResponses[200];
export type OpenLinkAnswer = GetOpenLinkResponse;
export type Preview = PreviewBulkResponse;
export type OperationRow = ListOperationsResponse['items'][number];
export type AuditEvents = ListAuditEventsResponse;
export type Exclusions = ListExclusionsResponse;
export type AbsentAdmin = ListAbsentAdminsResponse['items'][number];
