import { type Figure, missOf, ratioOf, type Target } from './figure.js';

const heads = ['part', 'what', 'target', 'measured', 'reference', 'ratio', 'load', ''];

/** The figures as one table of plain text, columns aligned. */
export function table(figures: readonly Figure[]): string {
  const rows = [heads, ...figures.map(cells)];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cells(figure: Figure): string[] {
  const { part, what, target, measured, unit, reference, load } = figure;
  const ratio = ratioOf(figure);
  return [
    part,
    what,
    target ? demand(target, unit) : '',
    `${rounded(measured)} ${unit}`,
    reference ? `${rounded(reference.measured)} ${unit} (${reference.what})` : '',
    ratio === null ? '' : ratio.toFixed(2),
    load.toFixed(1),
    verdict(missOf(figure)),
  ];
}

function demand(target: Target, unit: string): string {
  if ('atLeast' in target) return `≥ ${rounded(target.atLeast)} ${unit}`;
  return target.of === 'ratio' ? `≤ ${target.atMost} × reference` : `≤ ${rounded(target.atMost)} ${unit}`;
}

function verdict(miss: number | null): string {
  if (miss === null) return '';
  return miss <= 1 ? 'ok' : `missed by ${miss.toFixed(2)} ×`;
}

function rounded(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });
}
