export { keyOf, ranUntil, type ClockState } from './clock.js';
export { headlineOf, type Headline } from './headline.js';
export { lampOf, type Lamp } from './lamp.js';
