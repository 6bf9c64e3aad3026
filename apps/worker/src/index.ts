/** The workers' door. */
export { processors, WorkerModule } from './worker.module.js';
