import { dirname } from 'node:path';
import { configDirectory } from '../../../apps/composition/src/index.js';

/** The checkout's own folder, whether this runs from its sources or from `dist`. */
export const checkout = dirname(configDirectory);
