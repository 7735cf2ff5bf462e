// The data in the page: the JSON answer (schema compare-1) and what Java chose for the drawing.
import type { Range } from './digits';

export interface Entry { stage: string; place: string; activity: string; energyJ: Range; origin: string }
export interface Paradigm {
  id: string; kind: string; label: string; description: string; reachesTarget: boolean | null; reachesTargetReason: string;
  energyJ: Range; carbonKg: { operational: Range; embodied: Range | null };
  dataMovedBits: { up: number; down: number; side: number };
  ledger: Entry[];
}
export interface Source { key: string; citation: string; url: string }
export interface Input {
  key: string; label: string; unit: string; value: Range; quality: string; source: Source; note: string; place: string;
}
export interface Derivation {
  figure: string; label: string; value: string; equation: string; formula: string;
  terms: { key: string; symbol: string; value: string }[];
}
export interface Lever {
  input: string; label: string; unit: string; value: Range;
  change: { atLow: number; typical: number; atHigh: number }; flipsAt: number | null; quality: string;
}
export interface Sweep {
  parameter: string; label: string; metric: 'energy' | 'carbon'; unit: string; logarithmic: boolean; range: Range;
  values: number[]; lines: Record<string, number[]>;
}
export interface Group { id: string; label: string; colour: string }
export interface View { lede: string; groups: Group[]; values: Record<string, number[]> }
export interface Unit { name: string; size: number }
export interface Answer {
  scenario: { name: string; digest: string; file: string };
  engine: { name: string };
  paradigms: Paradigm[];
  lead: { winner: string; rival: string };
  breakEvens: { parameter: string; value: number; between: [string, string] }[];
  sensitivities: Lever[]; sweeps: Sweep[]; inputs: Input[]; derivations: Derivation[];
  page: {
    energyUnit: Unit; carbonUnit: Unit; level: string; carbonLede: string; sweepLedes: string[];
    views: Record<'stage' | 'place' | 'activity', View>;
    figures: Record<string, { label: string; value: string }>;
    crowd: Record<string, { devices: number; near: number }>;
  };
}

export const answer = JSON.parse(document.getElementById('data')!.textContent!) as Answer;

export const paradigm = (id: string): Paradigm | undefined => answer.paradigms.find(p => p.id === id);
export const labelOf = (id: string): string => paradigm(id)?.label ?? id;
export const ranked = (p: Paradigm): boolean => p.reachesTarget === true;

/** Names come from files: escape them wherever they meet markup. */
export const escape = (s: string): string =>
  s.replace(/[&<>"']/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]!);

/** What the reader chose. */
export const state = {
  view: 'stage' as 'stage' | 'place' | 'activity',
  unit: 'energy' as 'energy' | 'carbon',
  par: paradigm(answer.lead.winner)?.id ?? answer.paradigms[0]?.id ?? '',
  sweep: 0,
};
