export {
  keptSince,
  type KeptThing,
  keptThings,
  type Period,
  readRetention,
  type ReadRetention,
  type Retention,
} from './retention.js';
