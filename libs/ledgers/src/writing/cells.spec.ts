import { describe, expect, it } from '@jest/globals';
import { cellMarkup } from './cells.js';
import { looks } from './styles.js';

describe('a cell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x","y")'])(
    '%j is text and stays text',
    (text) => {
      const markup = cellMarkup(text, 0, 1, undefined);
      expect(markup).toContain(`s="${looks.text}" t="inlineStr"`);
      expect(markup).not.toMatch(/<f>|<v>/);
    },
  );

  it('that is no such thing keeps its plain look', () => {
    expect(cellMarkup('水利局', 0, 1, undefined)).not.toContain(' s=');
    expect(cellMarkup('=1', 0, 1, 'problem')).toContain(`s="${looks.problem}" t="inlineStr"`);
  });
});
