/** Identity: passwords, codes, session and API tokens, and the sealing of personal data. */
export { Ed25519Signer, isSigned } from './ed25519-signer.js';
export { sha256 } from './sha256.js';
export { AesCipher, keyIdOf, type KeyRing } from './aes-cipher.js';
export { SegmentCipher } from './segment-cipher.js';
export { Argon2Passwords, hashPassword, type PasswordCost } from './password.js';
export { RandomSecrets } from './random-secrets.js';
export { apiTokenPrefix, hashToken, newApiToken, newOneTimeCode, newToken } from './token.js';
export { Totp } from './totp.js';
