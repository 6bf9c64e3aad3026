export { clockChanges, type ClockChange } from './clock-changes.js';
export { keyOf, ranUntil, type ClockState } from './clock.js';
export { headlineOf, type Headline } from './headline.js';
export { lampOf, type Lamp } from './lamp.js';
