export { searchTokens } from './tokens.js';
