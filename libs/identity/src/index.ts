/** Identity: passwords, session tokens, and the sealing of personal data. */
export { Ed25519Signer, isSigned } from './ed25519-signer.js';
export { sha256 } from './sha256.js';
export { AesCipher, keyIdOf, type KeyRing } from './aes-cipher.js';
export { hashPassword, isPassword } from './password.js';
export { hashToken, newOneTimeCode, newToken } from './token.js';
