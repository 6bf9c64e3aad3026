import { ParseUUIDPipe } from '@nestjs/common';
import { Problem } from './problem.js';

/** An id in a path: what is no UUID is nobody's, so it is not found. */
export const uuidInPath = new ParseUUIDPipe({ exceptionFactory: () => new Problem(404, 'not-found') });
