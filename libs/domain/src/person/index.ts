export { maskIdNumber, maskName, maskPhone } from './mask.js';
export { hasNumbers, maskNumbers } from './mask-text.js';
export { numbersIn, withoutNumbers } from './numbers-in-text.js';
export {
  mayReveal,
  type RevealFacts,
  type RevealReason,
  revealingRoles,
  revealReasons,
  revealsAnHour,
} from './reveal.js';
export { noticeInForce, type PrivacyNotice } from './privacy-notice.js';
export { type DisclosureBasis, disclosureBases, disclosureCategories, type DisclosureCategory } from './disclosure.js';
