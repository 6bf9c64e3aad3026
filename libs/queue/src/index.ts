/** Queue: BullMQ on PostgreSQL or Redis. The alarm clock, never the truth. */
export { connectQueues, migrateQueues, queueSchema, type QueueBackend } from './connect.js';
export {
  queues,
  type AttachmentJob,
  type ExportJob,
  type ImportJob,
  type MigrationJob,
  type QueueName,
} from './queues.js';
