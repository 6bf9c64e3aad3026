import { describe, expect, it } from '@jest/globals';
import { tokenAllows } from './token-scope.js';

describe('the scope of an API token', () => {
  it('lets a reading token read everything and write nothing', () => {
    const scope = { readOnly: true, routeGroups: null };
    expect(tokenAllows(scope, 'GET', 'cases')).toBe(true);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(tokenAllows(scope, method, 'cases')).toBe(false);
  });

  it('opens the named groups of routes only', () => {
    const scope = { readOnly: false, routeGroups: ['cases'] };
    expect(tokenAllows(scope, 'POST', 'cases')).toBe(true);
    expect(tokenAllows(scope, 'GET', 'inbox')).toBe(false);
  });

  it('lets a tool ask whose token it is, but change nothing there', () => {
    const scope = { readOnly: false, routeGroups: ['cases'] };
    expect(tokenAllows(scope, 'GET', 'me')).toBe(true);
    expect(tokenAllows(scope, 'POST', 'me')).toBe(false);
  });
});
