export { AskedWording, type Wording } from './likeness.js';
export { leastLikeness, type LikelyCase, likest, type SimilarCase } from './likest.js';
