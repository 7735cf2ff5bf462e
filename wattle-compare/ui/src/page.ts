// The page is complete without this script; it adds pictures, choices and the drawer.
import { answer, ranked, state } from './answer';
import { $, $$, screen } from './chart';
import { close, open } from './drawer';
import { even } from './even';
import { flow } from './flow';
import { stack } from './stack';
import { tornado } from './tornado';

let direction = 0;

/** The table's order, and every chart's: as Java ranked it, or by energy; what is not ranked stays last. */
function order(): string[] {
  const rows = [...answer.paradigms];
  if (direction !== 0) {
    rows.sort((a, b) => Number(ranked(b)) - Number(ranked(a)) || direction * (a.energyJ.typical - b.energyJ.typical));
  }
  return rows.map(p => p.id);
}

function table(): void {
  const body = $('#cmp tbody')!;
  for (const id of order()) body.append($$('#cmp tbody tr').find(r => r.dataset.id === id)!);
  for (const row of $$('#cmp tbody tr')) {
    const selected = row.dataset.id === state.par;
    row.classList.toggle('sel', selected);
    row.querySelector('th button')?.setAttribute('aria-pressed', String(selected));
  }
  $$<HTMLInputElement>('input[name=par]').forEach(i => { i.checked = i.value === state.par; });
}

function select(id: string): void {
  state.par = id;
  table();
  flow();
  even();
}

function all(): void {
  table();
  stack(order());
  flow();
  tornado();
  even();
}

function sort(head: HTMLElement): void {
  direction = direction === 1 ? -1 : 1;
  head.setAttribute('aria-sort', direction === 1 ? 'ascending' : 'descending');
  table();
  stack(order());
}

async function copy(button: HTMLElement): Promise<void> {
  const text = document.getElementById(button.dataset.copy!)?.textContent ?? '';
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    // A file opened from disk may not write to the clipboard: select the text instead.
    getSelection()?.selectAllChildren(document.getElementById(button.dataset.copy!)!);
    button.textContent = 'Selected, now copy it';
  }
}

document.addEventListener('click', event => {
  const target = event.target as Element;
  const number = target.closest<HTMLElement>('.n');
  if (number) return open(number.dataset.k!, number);
  if (target.closest('.close')) return close();
  const head = target.closest<HTMLElement>('.sortable');
  if (head) return sort(head);
  const button = target.closest<HTMLElement>('.copy');
  if (button) return void copy(button);
  const row = target.closest<HTMLElement>('#cmp tbody tr');
  if (row) return select(row.dataset.id!);
  if (!target.closest('#drawer')) close();
});
document.addEventListener('keydown', event => { if (event.key === 'Escape') close(); });
document.addEventListener('change', event => {
  const { name, value } = event.target as HTMLInputElement;
  if (name === 'par') return select(value);
  if (name === 'view') state.view = value as typeof state.view;
  else if (name === 'unit') state.unit = value as typeof state.unit;
  else if (name === 'sweep') { state.sweep = Number(value); return even(); }
  else return;
  stack(order());
});

let width = innerWidth;
let timer = 0;
addEventListener('resize', () => {
  if (innerWidth === width) return;
  width = innerWidth;
  clearTimeout(timer);
  timer = setTimeout(all, 120) as unknown as number;
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', all);
matchMedia('print').addEventListener('change', event => { screen.printing = event.matches; all(); });
document.documentElement.classList.add('scripted');
all();
