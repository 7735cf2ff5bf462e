// The infrastructure picture: circle area = energy, line width = data, one scale for every paradigm.
import { answer, escape, paradigm, state, type Paradigm } from './answer';
import { $, narrow } from './chart';
import { data, part, scaled, typical } from './digits';

const MANY = 30;

interface Sums { devices: number; edge: number; network: number; premises: number; cloud: number }

function sums(p: Paradigm): Sums {
  const view = answer.page.views.place;
  const of = (id: string) => { const i = view.groups.findIndex(g => g.id === id); return i < 0 ? 0 : view.values[p.id][i]; };
  return { devices: of('devices'), edge: of('edge'), network: of('network'), premises: of('premises'), cloud: of('cloud') };
}

const total = (p: Paradigm) => p.dataMovedBits.up + p.dataMovedBits.down + p.dataMovedBits.side;
const kilo = (joules: number) => `${part(joules / answer.page.energyUnit.size)}\u00a0${answer.page.energyUnit.name}`;

export function flow(): void {
  const p = paradigm(state.par);
  const place = $('#flow');
  if (!p || !place) return;
  place.innerHTML = picture(p, narrow());
  const by = sums(p);
  const view = answer.page.views.place;
  const rows = view.groups
    .map((g, i) => ({ g, joules: view.values[p.id][i] }))
    .filter(r => r.joules > 0)
    .map(r => `<dt><svg width="11" height="11" aria-hidden="true"><circle cx="5.5" cy="5.5" r="5.2" fill="var(--${r.g.colour})"/></svg> ${escape(r.g.label)}</dt><dd>${kilo(r.joules)}</dd>`);
  const all = typical(scaled(p.energyJ, answer.page.energyUnit.size));
  const moved = p.dataMovedBits;
  $('#flowkv')!.innerHTML = `<h3>${escape(p.label)}</h3><dl class="kv">${rows.join('')}<dt><b>Total</b></dt><dd><b>${all}\u00a0${answer.page.energyUnit.name}</b></dd>`
    + `<dt class="gap">Up</dt><dd class="gap">${data(moved.up)}</dd><dt>Down</dt><dd>${data(moved.down)}</dd><dt>Between devices</dt><dd>${data(moved.side)}</dd></dl>`
    + (by.network === 0 && total(p) === 0 ? '<p class="small">No link carries anything.</p>' : '');
}

function picture(p: Paradigm, small: boolean): string {
  const W = small ? 358 : 820;
  const H = small ? 344 : 350;
  const by = sums(p);
  const { devices: count, near } = answer.page.crowd[p.id];
  const many = count > MANY;
  const n = many ? 1 : count;
  const biggest = Math.max(...answer.paradigms.flatMap(q => { const s = sums(q); const m = answer.page.crowd[q.id]; const k = m.devices > MANY ? 1 : m.devices; return [s.devices / k * 3, s.edge, s.network, s.premises, s.cloud]; })) || 1;
  const widest = Math.max(...answer.paradigms.map(total)) || 1;
  const radius = (e: number) => (e <= 0 ? 0 : Math.max(1.5, (small ? 44 : 64) * Math.sqrt(e / biggest)));
  const width = (bits: number) => Math.max(0.6, (small ? 16 : 30) * bits / widest);
  const circles: string[] = [];
  const lines: string[] = [];
  const texts: string[] = [];
  const node = (x: number, y: number, e: number, colour: string) => circles.push(`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${Math.max(1.5, radius(e)).toFixed(1)}" fill="var(--p-${colour})" stroke="var(--ink3)" stroke-width=".75"/>`);
  const text = (x: number, y: number, a: string, b = '', anchor = 'middle') => texts.push(`<text x="${x}" y="${y}" text-anchor="${anchor}">${escape(a)}</text>` + (b ? `<text class="t2" x="${x}" y="${y + 16}" text-anchor="${anchor}">${escape(b)}</text>` : ''));
  const link = (x1: number, y1: number, x2: number, y2: number, bits: number) => { const m = (x1 + x2) / 2; lines.push(`<path d="M${x1} ${y1}C${m} ${y1} ${m} ${y2} ${x2} ${y2}" fill="none" stroke="var(--ink3)" stroke-opacity=".5" stroke-width="${width(bits).toFixed(2)}"/>`); };
  const bits = total(p);
  const crowd = many ? `${part(count)} devices` : count === 1 ? 'Devices' : `${count} devices`;
  const points: [number, number][] = [];
  const mesh = p.dataMovedBits.side > p.dataMovedBits.up + p.dataMovedBits.down;

  if (mesh) {
    const [cx, cy, R] = small ? [W / 2, 148, 100] : [300, 172, 126];
    for (let i = 0; i < n; i++) { const a = i / n * 2 * Math.PI - Math.PI / 2; points.push([cx + R * Math.cos(a) * (small ? 1.2 : 1.5), cy + R * Math.sin(a)]); }
    for (let i = 0; i < n; i++) for (const d of [1, 3]) { if (n > d) { const [a, b] = [points[i], points[(i + d) % n]]; lines.push(`<line x1="${a[0]}" y1="${a[1]}" x2="${b[0]}" y2="${b[1]}" stroke="var(--ink3)" stroke-opacity=".5" stroke-width="${width(bits / (2 * n)).toFixed(2)}"/>`); } }
    points.forEach(([x, y]) => node(x, y, by.devices / n, 'device'));
    node(cx, cy, by.network, 'network');
    text(cx, cy + radius(by.network) + 17, 'Network', kilo(by.network));
    if (small) text(cx, H - 36, `${crowd}, ${kilo(by.devices)}`, `${data(bits)} between neighbours`);
    else { text(590, 150, crowd, kilo(by.devices), 'start'); text(590, 204, data(bits), 'between neighbours', 'start'); }
  } else {
    const columns = n > 12 ? 2 : 1;
    const perColumn = Math.ceil(n / columns);
    const r1 = radius(by.devices / n);
    const dx = Math.max(small ? 28 : 44, 2 * r1 + 6);
    const dy = Math.min(small ? 27 : 28, (H - 84) / Math.max(1, perColumn));
    const x0 = Math.max(small ? 24 : 60, r1 + 6);
    const middle = (H - 44) / 2;
    for (let i = 0; i < n; i++) points.push([x0 + (i % columns) * dx, middle + (Math.floor(i / columns) - (perColumn - 1) / 2) * dy + (i % columns) * dy / 2]);
    const far: [string, string, number][] = ([['cloud', 'Cloud', by.cloud], ['onprem', 'On premises', by.premises]] as [string, string, number][]).filter(f => f[2] > 0);
    const nx = small ? W * 0.55 : 440;
    const sx = small ? W - 52 : 700;
    const label = (x: number, e: number, name: string) => text(x, middle + Math.max(radius(e), 8) + 20, name, kilo(e));
    if (bits === 0) {
      text(small ? 130 : 230, middle - 6, 'Nothing leaves the devices', 'no link carries training or user data', 'start');
    } else if (by.edge > 0) {
      const k = Math.min(near, 12);
      const ax = far.length || by.network > 0 ? (small ? 138 : 300) : sx;
      // Edge machines are the end of the way when nothing stands behind them, a step on it otherwise.
      const step = (H - 90) / k;
      const aggregates = p.kind === 'hierarchical' || far.length > 0;
      const ex = aggregates ? ax : sx;
      const order = aggregates ? [ex, nx + (small ? 0 : 60)] : [nx, ex];
      for (let j = 0; j < k; j++) {
        const y = middle + (j - (k - 1) / 2) * step;
        if (aggregates) {
          points.forEach(([px, py], i) => { if (Math.floor(i * k / n) === j) link(px, py, ex, y, bits / n); });
          link(ex, y, order[1], middle, bits / k / 4);
        } else link(nx, middle, ex, y, bits / k);
        node(ex, y, by.edge / k, 'edge');
      }
      if (!aggregates) points.forEach(([px, py]) => link(px, py, nx, middle, bits / n));
      const netX = aggregates ? order[1] : nx;
      node(netX, middle, by.network, 'network');
      label(netX, by.network, 'Network');
      const bottom = middle + (k - 1) / 2 * step + radius(by.edge / k) + 20;
      text(ex, Math.min(bottom, H - 20), k === 1 ? 'Edge' : `${near} at the edge`, kilo(by.edge));
      if (far.length) { link(netX, middle, sx, middle, bits / 4); node(sx, middle, far[0][2], far[0][0]); label(sx, far[0][2], far[0][1]); }
      if (!small) text(aggregates ? netX : (nx + ex) / 2 - 40, middle - Math.max(radius(by.network), aggregates ? 0 : 40) - 34, data(bits), 'moved');
    } else {
      const [colour, name, e] = far[0] ?? ['cloud', 'Server', 0];
      points.forEach(([px, py]) => link(px, py, nx, middle, bits / n));
      link(nx, middle, sx, middle, bits);
      node(nx, middle, by.network, 'network');
      node(sx, middle, e, colour);
      label(nx, by.network, 'Network');
      label(sx, e, name);
      if (!small) text((nx + sx) / 2, middle - width(bits) / 2 - 28, data(bits), 'moved');
    }
    points.forEach(([x, y]) => node(x, y, by.devices / n, 'device'));
    const bx = small ? 6 : x0 + (columns - 1) * dx / 2;
    text(bx, H - 20, crowd, kilo(by.devices), small ? 'start' : 'middle');
  }
  const spoken = Object.entries(by).filter(([, e]) => e > 0).map(([k, e]) => `${k} ${kilo(e)}`).join(', ');
  return `<svg viewBox="0 0 ${W} ${H}" role="img" aria-labelledby="flow-title"><title id="flow-title">Places and links: ${escape(spoken)}; data moved ${data(bits)}</title>${lines.join('')}${circles.join('')}${texts.join('')}</svg>`;
}
