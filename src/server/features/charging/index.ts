export { changeBilling } from './change-billing.ts';
export { chargingJobs } from './charging-jobs.ts';
export { chargingMails } from './charging-mails.ts';
export { markInvoicePaid } from './mark-invoice-paid.ts';
export { orderSeats } from './order-seats.ts';
export { recordInitialOrder, type InitialOrder } from './record-initial-order.ts';
export { registerChargingRoutes } from './routes.ts';
export { queueLowSeatsWatch } from './watch-low-seats.ts';
export { Buyer, Seller } from './schemas.ts';
