// Stacked bars with the total's interval as a whisker under each bar.
import { answer, escape, ranked, state } from './answer';
import { $, $$, axis, base, chart, colour, font, luminance, narrow, tooltip } from './chart';
import { part, scaled, tick, typical, type Range } from './digits';

interface Series { name: string; colour: string; values: number[] }

/** Text that fits beside a bar: cut on the phone and on wide labels, whole in the table. */
const short = (s: string, n: number) => (s.length > n ? s.slice(0, n - 1) + '…' : s);

export function stack(order: string[]): void {
  const rows = order.map(id => answer.paradigms.find(p => p.id === id)!);
  const carbon = state.unit === 'carbon';
  const view = answer.page.views[state.view];
  const unit = carbon ? answer.page.carbonUnit : answer.page.energyUnit;
  const small = narrow();
  const series: Series[] = carbon
    ? [{ name: 'Operational', colour: colour('operational'), values: rows.map(p => p.carbonKg.operational.typical / unit.size) },
      { name: 'Embodied, the task’s share of making the machines', colour: colour('embodied'), values: rows.map(p => (p.carbonKg.embodied?.typical ?? 0) / unit.size) }]
    : view.groups.map((g, i) => ({ name: g.label, colour: colour(g.colour), values: rows.map(p => view.values[p.id][i] / unit.size) }));
  const ivs: Range[] = rows.map(p => scaled(carbon ? p.carbonKg.operational : p.energyJ, unit.size));
  const sums = rows.map((_, y) => series.reduce((a, s) => a + s.values[y], 0));
  const embodied = (y: number) => {
    const made = rows[y].carbonKg.embodied;
    return made ? typical(scaled(made, unit.size)) : 'unknown';
  };
  const label = (y: number) => typical(ivs[y]) + (carbon ? ' + ' + embodied(y) : '');

  $('#legend')!.innerHTML = series.map(s => `<li><svg width="11" height="11" aria-hidden="true"><rect width="11" height="11" fill="${s.colour}"/></svg>${escape(s.name)}</li>`).join('');
  const c = chart('stack', small ? rows.length * 50 + 40 : rows.length * 40 + 44);
  if (!c) return;
  const left = small ? 4 : 196;
  const right = small ? 14 : 92;
  const max = Math.max(...ivs.map(r => r.high), ...sums) * 1.04 || 1;
  const px = (c.width - left - right) / max;
  const bars = series.map(s => ({
    type: 'bar', stack: 'all', name: s.name, barWidth: small ? 16 : 18,
    itemStyle: { color: s.colour, borderColor: colour('paper'), borderWidth: 1 },
    emphasis: { itemStyle: { borderColor: colour('ink') } },
    data: s.values.map((v, y) => {
      const word = s.name.match(/^(?:\w{1,2} )?[^ ,]+/)![0];
      const text = small ? part(v) : `${word} ${part(v)}`;
      const pale = !ranked(rows[y]);
      return {
        value: v,
        itemStyle: { opacity: pale ? 0.45 : 1 },
        label: { show: v * px > text.length * 6.4 + 10, formatter: text, fontSize: 11, opacity: 1, color: pale ? colour('ink') : luminance(s.colour) > 0.3 ? '#1d1c1a' : '#ffffff' },
      };
    }),
  }));
  const whiskers = {
    type: 'custom', name: 'interval', z: 5, encode: { x: [0, 1, 2], y: 3 }, tooltip: { show: false },
    data: ivs.map((r, y) => [r.low, r.typical, r.high, y]),
    renderItem(_: unknown, api: any) {
      const y = api.value(3) as number;
      const [a, b, z] = [0, 1, 2].map(i => api.coord([api.value(i), y]) as [number, number]);
      const under = a[1] + (small ? 13 : 14);
      const ink = { stroke: colour('ink'), lineWidth: 1.2 };
      const line = (x1: number, y1: number, x2: number, y2: number) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: ink });
      const children: object[] = [line(a[0], under, z[0], under), line(a[0], under - 3, a[0], under + 3), line(z[0], under - 3, z[0], under + 3),
        { type: 'circle', shape: { cx: b[0], cy: under, r: 2.6 }, style: { fill: colour('ink') } }];
      const bold = rows[y].id === state.par ? '600 ' : '';
      const end = Math.max(z[0], (api.coord([sums[y], y]) as [number, number])[0]);
      children.push(small
        ? { type: 'text', style: { x: left, y: a[1] - 23, text: `${short(rows[y].label, 30)}   ${label(y)}`, fill: colour('ink'), font: `${bold}13px ${font()}` } }
        : { type: 'text', style: { x: end + 10, y: a[1] + 1, text: label(y), fill: colour('ink'), font: `600 13px ${font()}` } });
      return { type: 'group', children };
    },
  };
  c.chart.setOption({
    ...base(),
    grid: { left, right, top: small ? 18 : 6, bottom: 30 },
    tooltip: { ...tooltip(), trigger: 'item', formatter: (p: any) => `${escape(rows[p.dataIndex].label)}<br>${escape(p.seriesName)}: ${part(p.value)} ${unit.name}` },
    xAxis: axis({ type: 'value', min: 0, max, splitNumber: small ? 3 : 6, name: unit.name, nameLocation: 'end', nameGap: small ? -22 : 10, nameTextStyle: { verticalAlign: 'top', padding: [9, 0, 0, 0], color: colour('ink2') }, axisLabel: { color: colour('ink2'), fontSize: 12, showMaxLabel: false, formatter: tick }, splitLine: { showMaxLine: false, lineStyle: { color: colour('rule2') } } }),
    yAxis: { type: 'category', inverse: true, data: rows.map(p => short(p.label, 27) + (ranked(p) ? '' : ' *')), axisLine: { show: false }, axisTick: { show: false }, axisLabel: { show: !small, color: colour('ink'), fontSize: 13, align: 'left', margin: left - 2 } },
    series: [...bars, whiskers],
  } as any);
  words(carbon, rows.some(p => !ranked(p)));
}

function words(carbon: boolean, unranked: boolean): void {
  $('#stack-caption')!.textContent = (carbon
    ? `Operational + embodied, never one number. Whisker: ${answer.page.level} interval of the operational part, dot at its typical value.`
    : `Whisker under a bar: ${answer.page.level} interval of the total, dot at the typical value.`)
    + (unranked ? ' * not known to reach the target, not ranked.' : '');
  $('#energy-h')!.textContent = carbon ? 'Where the carbon comes from' : 'Where the energy goes';
  $('#energy-lede')!.textContent = carbon ? answer.page.carbonLede : answer.page.views[state.view].lede;
  $$<HTMLElement>('#energy details').forEach(d => { d.hidden = d.id !== 'data-' + (carbon ? 'carbon' : state.view); });
  $$<HTMLInputElement>('#energy input[name=view]').forEach(i => { i.disabled = carbon; });
}
