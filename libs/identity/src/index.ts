/** Identity: passwords, session tokens, and the sealing of personal data. */
export { AesCipher, keyIdOf, type KeyRing } from './aes-cipher.js';
export { hashPassword, isPassword } from './password.js';
export { hashToken, newOneTimeCode, newToken } from './token.js';
