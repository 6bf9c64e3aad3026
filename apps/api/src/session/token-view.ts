import { type ApiToken } from '#engine';
import { instantOf } from './instant-of.js';

/** An API token in an answer: never the token itself. */
export function tokenView({ id, name, readOnly, routeGroups, createdAt, expiresAt, lastUsedOn }: ApiToken) {
  return {
    ...{ id, name, readOnly, routeGroups, lastUsedOn },
    createdAt: instantOf(createdAt),
    expiresAt: instantOf(expiresAt),
  };
}
