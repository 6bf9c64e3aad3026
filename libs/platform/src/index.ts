/** Platform: what the process gets from its machine: environment, key, log, and how start-up fails. */
export { Environment } from './environment.js';
export { readEnvironment } from './read-environment.js';
export { StartUpError, startUpMessage, type StartUpFailure } from './start-up-error.js';
export { keyFileIn, loadKey, loadOrCreateKey } from './key-file.js';
export { FileKeyRing, ringLooksEveryMilliseconds } from './key-ring.js';
export { createDataDirectory } from './data-directory.js';
export { createOnce } from './create-once.js';
export { appendLine } from './line-file.js';
export { createLogger, type Logger } from './logger.js';
export { censor, safeError } from './censor.js';
export { AjvForms } from './forms/ajv-forms.js';
export { formFault } from './forms/form-fault.js';
