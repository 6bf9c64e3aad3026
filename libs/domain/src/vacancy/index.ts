export { awaitedPlaces, type AwaitedPlace } from './awaited-places.js';
export { filledPlaces, type FilledPlaces } from './filled-places.js';
