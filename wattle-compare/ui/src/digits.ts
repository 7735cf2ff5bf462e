// The law of `wattle.report.Digits`, for axes and labels; change both together.
export interface Range { low: number; typical: number; high: number }

const THIN = '\u202f';

export function group(x: number | string): string {
  const s = String(x);
  const [whole, rest] = s.replace('-', '').split('.');
  return (s.startsWith('-') ? '\u2212' : '') + whole.replace(/\B(?=(\d{3})+$)/g, THIN) + (rest ? '.' + rest : '');
}

const magnitude = (x: number) => Math.floor(Math.log10(Math.abs(x)));

/** The decimal place of the last digit that the interval allows. */
export function place(r: Range): number {
  const place = Math.floor(Math.log10((r.high - r.low) / 6));
  return r.typical === 0 ? place : Math.min(place, magnitude(r.typical));
}

/** Shifts the decimal point of the shortest decimal, as Java's BigDecimal does: 0.15 is 0.15, not 0.1499…. */
function shifted(x: number, by: number): number {
  const [digits, exponent] = x.toExponential().split('e');
  return Number(`${digits}e${Number(exponent) + by}`);
}

export function at(x: number, place: number): string {
  const rounded = Math.sign(x) * Math.round(shifted(Math.abs(x), -place));
  return group(place >= 0 ? String(shifted(rounded, place)) : shifted(rounded, place).toFixed(Math.min(-place, 20)));
}

const significant = (x: number, n: number) => (x === 0 ? 'none' : at(x, magnitude(x) - n + 1));

/** A part without an interval of its own. */
export const part = (x: number) => significant(x, 2);

export const typical = (r: Range) => (r.low === r.high ? significant(r.typical, 3) : at(r.typical, place(r)));

/** A low end that would round to zero keeps a digit: little is not nothing. */
export function ends(r: Range): string {
  const p = place(r);
  const vanishes = r.low > 0 && r.low < 0.5 * 10 ** p;
  return at(r.low, vanishes ? magnitude(r.low) : p) + (r.low < 0 ? ' to ' : '–') + at(r.high, p);
}

export const interval = (r: Range) => (r.low === r.high ? typical(r) : `${typical(r)} (${ends(r)})`);

/** An input as it was given: no padded zeros. */
export const given = (x: number) => group(Number(x.toPrecision(6)));

export const scaled = (r: Range, size: number): Range => ({ low: r.low / size, typical: r.typical / size, high: r.high / size });

/** A number on an axis: two digits at most, no padded zeros. */
export const tick = (x: number) => group(Number(x.toPrecision(2)));

/** Decimal prefixes for data, as `wattle.report.Scale` has them. */
export function data(bits: number): string {
  if (bits === 0) return 'none';
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let i = 0;
  let x = bits / 8;
  while (x >= 1000 && i < units.length - 1) { x /= 1000; i++; }
  return part(x) + '\u00a0' + units[i];
}
