export * from './calendar/index.js';
export * from './deadline/index.js';
export * from './span/index.js';
