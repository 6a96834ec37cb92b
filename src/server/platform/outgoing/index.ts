export { createOutgoing, type Outgoing } from './guard.ts';
export { askForJson, type JsonAnswer } from './ask-for-json.ts';
