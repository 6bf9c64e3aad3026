export { accountBackOff, addressBackOff, type AttemptDecision, type Attempts, type BackOff, judgeAttempt } from './back-off.js'; // prettier-ignore
export { clientLabel } from './client-label.js';
export { judgePassword, longestPassword, type PasswordOwner, type PasswordProblem, shortestPassword } from './password-rule.js'; // prettier-ignore
export { needsSecondFactor } from './second-factor.js';
export { longestTokenDays, tokenAllows, type TokenScope } from './token-scope.js';
