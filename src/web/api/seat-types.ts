import type {
  GetBillingResponse,
  GetSeatHistoryResponse,
  GetSeatPlanResponse,
  ListInvoicesResponse,
  ListSeatLedgerResponse,
  ListSeatOrdersResponse,
  ListSeatsByDepartmentResponse,
} from './generated/types.gen';

/** Shapes of the public API about seats and money, as the server describes them. */
export type Billing = GetBillingResponse;
export type SeatPlan = GetSeatPlanResponse;
export type SeatHistory = GetSeatHistoryResponse;
export type LedgerPage = ListSeatLedgerResponse;
export type LedgerEntry = LedgerPage['items'][number];
export type OrderList = ListSeatOrdersResponse;
export type InvoiceList = ListInvoicesResponse;
export type Invoice = InvoiceList['items'][number];
export type SeatsByDepartment = ListSeatsByDepartmentResponse;
