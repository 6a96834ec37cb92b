export {
  grantSeats,
  promote,
  recordStatus,
  reduceSeats,
  releaseSeats,
  seatsExhausted,
  takeSeats,
} from './move-seats.ts';
export { insertPool, lockPool, noteLowSeats, readPool } from './pool-queries.ts';
export { registerSeatRoutes } from './routes.ts';
export { available, countByStatus, type Deltas, type SeatPool, type SeatReason } from './seat-rules.ts';
export { findDifferences, type SpaceDifference } from './verify-queries.ts';
