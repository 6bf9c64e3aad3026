import { describe, expect, it } from '@jest/globals';

describe('tests', () => {
  it.each(['#domain', '#engine', '#platform'])('read the sources of %s, not a build that may be old', (door) => {
    expect(import.meta.resolve(door)).toMatch(new RegExp(`/libs/${door.slice(1)}/src/index\\.ts$`));
    expect(import.meta.resolve(door)).not.toContain('/dist/');
  });
});
