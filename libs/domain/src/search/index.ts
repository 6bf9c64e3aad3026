export { searchTokens } from './tokens.js';
export { hasLoneCharacter, readQuery, type SoughtToken, type SoughtWord, withoutCaseNumbers } from './query.js';
export { type NamedPlace, PlaceNames } from './place-names.js';
