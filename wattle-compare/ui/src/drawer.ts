// Where a number comes from: value, equation, terms, inputs, and the command that says the same in a terminal.
import { answer, escape, paradigm, type Derivation, type Input } from './answer';
import { $ } from './chart';
import { given, interval, part } from './digits';

const BADGES: Record<string, string> = { measured: '●', vendor: '◆', literature: '■', estimate: '△', unverified: '○' };
const MOST_TERMS = 24;
let opener: HTMLElement | null = null;
/** The figures through which the reader went down to this one. */
let trail: string[] = [];

const derivation = (key: string) => answer.derivations.find(d => d.figure === key);
const input = (key: string) => answer.inputs.find(i => i.key === key);
const badge = (q: string) => `<span class="badge ${q}" data-g="${BADGES[q] ?? ''}">${q}</span>`;
const value = (i: Input) => (i.value.low === i.value.high ? given(i.value.typical) : interval(i.value));

function inputBlock(i: Input): string {
  const source = /^https?:\/\//.test(i.source.url) ? `<a rel="noreferrer" href="${escape(i.source.url)}">${escape(i.source.citation)}</a>` : escape(i.source.citation);
  return `<div class="in"><div class="l"><span>${escape(i.label)}</span><span>${value(i)} ${escape(i.unit)}</span></div>`
    + `<div class="l small"><span>${badge(i.quality)}</span><code>${escape(i.place)}</code></div>`
    + `<div class="small">${source}${i.note ? '; ' + escape(i.note) : ''}</div></div>`;
}

/** Every input below a figure, nearest first; a figure met twice is read once. */
function inputsBelow(key: string, seen: Set<string>, found: Map<string, Input>): void {
  if (seen.has(key)) return;
  seen.add(key);
  const i = input(key);
  if (i) found.set(key, i);
  derivation(key)?.terms.forEach(t => inputsBelow(t.key, seen, found));
}

function termRow(t: Derivation['terms'][number]): string {
  const known = derivation(t.key) ?? input(t.key);
  const name = known?.label ?? t.key;
  const shown = derivation(t.key) || input(t.key)
    ? `<button type="button" class="n" data-k="${escape(t.key)}">${escape(t.value)}</button>`
    : escape(t.value);
  return `<dt>${t.symbol ? `<i>${escape(t.symbol)}</i> ` : ''}${escape(name)}</dt><dd>${shown}</dd>`;
}

function chain(d: Derivation): string[] {
  const steps: string[] = [];
  steps.push(`<h3>${d.equation ? 'Equation' : 'A plain sum'}</h3><code class="eq">${d.equation ? escape(d.equation) + '\n' : ''}${escape(d.formula)}</code>`);
  if (d.terms.length) {
    const more = d.terms.length > MOST_TERMS ? `<p class="small">and ${d.terms.length - MOST_TERMS} more, in the terminal</p>` : '';
    steps.push(`<h3>Terms</h3><dl class="kv">${d.terms.slice(0, MOST_TERMS).map(termRow).join('')}</dl>${more}`);
  }
  const found = new Map<string, Input>();
  inputsBelow(d.figure, new Set(), found);
  if (found.size) steps.push(`<h3>Inputs</h3>${[...found.values()].map(inputBlock).join('')}`);
  return steps;
}

/** A figure without a derivation of its own still shows what the ledger knows of its paradigm. */
function ledgerOf(key: string): string[] {
  const p = paradigm(key.slice(0, key.lastIndexOf('.')));
  if (!p) return ['<p class="small">Nothing more is recorded for this number.</p>'];
  const unit = answer.page.energyUnit;
  const rows = [...p.ledger].sort((a, b) => b.energyJ.typical - a.energyJ.typical).slice(0, 12)
    .map(e => `<dt>${escape(`${e.stage}, ${e.place}, ${e.activity}`)}</dt><dd>${part(e.energyJ.typical / unit.size)} ${unit.name}</dd>`);
  return [`<h3>Energy behind it</h3><p class="small">No derivation is recorded for <code>${escape(key)}</code>; these are the largest lines of the ledger.</p><dl class="kv">${rows.join('')}</dl>`];
}

export function open(key: string, from: HTMLElement): void {
  const drawer = $<HTMLDialogElement>('#drawer');
  if (!drawer) return;
  if (from.matches('.back')) trail.splice(-2);
  else if (!drawer.contains(from)) trail = [];
  trail.push(key);
  const above = trail.at(-2);
  const d = derivation(key);
  const i = input(key);
  const figure = answer.page.figures[key];
  const title = d?.label ?? i?.label ?? figure?.label ?? key;
  const big = d?.value ?? (i ? `${value(i)} ${i.unit}` : figure?.value ?? from.textContent ?? '');
  const steps = d ? chain(d) : i ? [`<h3>Input</h3>${inputBlock(i)}`] : ledgerOf(key);
  const how = d ? `${answer.page.level} interval, ${answer.engine.name}.` : i ? 'Range as its source gives it.' : `${answer.page.level} interval, ${answer.engine.name}.`;
  drawer.innerHTML = `<button type="button" class="close">Close</button>${above ? `<button type="button" class="n back" data-k="${escape(above)}">Back</button>` : ''}<div class="small" id="drawer-title">${escape(title)}</div>`
    + `<p class="big">${escape(big)}</p><p class="small">${escape(how)}</p>`
    + `<ol class="chain">${steps.map(s => `<li>${s}</li>`).join('')}<li><h3>In the terminal</h3><code class="cmd">wattle explain ${escape(answer.scenario.file)} ${escape(key)}</code></li></ol>`;
  drawer.scrollTop = 0;
  if (!drawer.contains(from)) opener = from;
  if (!drawer.open) drawer.show();
  drawer.querySelector<HTMLElement>('.close')?.focus({ preventScroll: true });
}

export function close(): void {
  const drawer = $<HTMLDialogElement>('#drawer');
  if (drawer?.open) {
    drawer.close();
    opener?.focus({ preventScroll: true });
  }
}
