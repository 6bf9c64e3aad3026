/** Attachments: what files are by their bytes, where their content lies, and who looks into it for malice. */
export { ScratchFiles } from './content/scratch-files.js';
export { FolderStore } from './storing/folder-store.js';
export { type S3Settings, S3Store } from './storing/s3-store.js';
export { Clamd } from './scanning/clamd.js';
export { ScanCommand } from './scanning/scan-command.js';
