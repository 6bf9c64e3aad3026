export { attachmentKinds, type AttachmentKind } from './kinds.js';
export { endingOf, safeName } from './safe-name.js';
export { decideRemoval, removalReasons, type RemovalDecision, type RemovalReason } from './removal.js';
export { type AttachmentLimits, limitsOf, type NoRoom, type Occupied, whyNoRoom } from './room.js';
export { scanStates, type ScanState } from './scan-state.js';
