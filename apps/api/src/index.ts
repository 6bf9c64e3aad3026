/** The HTTP door. */
export { ApiModule } from './api.module.js';
export { createApplication } from './application.js';
export { serveOpenApi } from './openapi/serve.js';
