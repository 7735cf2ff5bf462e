// One input varied: a line per paradigm, the input's own range as a band, the crossing as one ink line.
import { answer, escape, labelOf, state } from './answer';
import { $, $$, axis, base, chart, colour, narrow, tooltip } from './chart';
import { part, tick } from './digits';

const DASHES: (string | number[])[] = ['solid', [7, 4], [2, 3], [9, 3, 2, 3], [4, 4], [12, 4], [1, 3], [6, 2, 1, 2]];

export function even(): void {
  const sweep = answer.sweeps[state.sweep];
  if (!sweep) return;
  const small = narrow();
  const height = small ? 330 : 390;
  const c = chart('even', height);
  if (!c) return;
  const unit = sweep.metric === 'energy' ? answer.page.energyUnit : answer.page.carbonUnit;
  const ids = Object.keys(sweep.lines);
  const value = (id: string, i: number) => sweep.lines[id][i] / unit.size;
  const crossings = answer.breakEvens.filter(b => b.parameter === sweep.parameter);
  const focus = new Set([answer.lead.winner, answer.lead.rival, state.par, ...crossings.flatMap(b => b.between)]);
  // The lines that decide set the scale; one that leaves it is cut, not squeezed.
  const decisive = ids.filter(id => focus.has(id)).flatMap(id => sweep.lines[id].map(v => v / unit.size));
  const top = Math.max(...(decisive.length ? decisive : ids.flatMap(id => sweep.lines[id].map(v => v / unit.size)))) * 1.12 || 1;
  const last = (id: string) => value(id, sweep.values.length - 1);
  const shown = ids.filter(id => last(id) <= top && last(id) >= 0).sort((a, b) => last(b) - last(a));
  const offset: Record<string, number> = {};
  let previous = -99;
  for (const id of shown) {
    const y = (height - 84) * (1 - last(id) / top);
    previous = Math.max(y, previous + 15);
    offset[id] = previous - y;
  }
  const longest = small ? 15 : 22;
  const name = (id: string) => { const s = labelOf(id).split(',')[0]; return s.length > longest ? s.slice(0, longest - 1) + '…' : s; };
  const title = sweep.label + (sweep.unit ? ', ' + sweep.unit : '');
  c.chart.setOption({
    ...base(),
    grid: { left: 52, right: 18 + 6.9 * Math.max(4, ...shown.map(id => name(id).length)), top: 30, bottom: 54 },
    tooltip: {
      ...tooltip(), trigger: 'axis', axisPointer: { lineStyle: { color: colour('ink3'), type: 'solid' } },
      formatter: (a: any[]) => `${part(a[0].value[0])} ${escape(sweep.unit)}<br>` + a.filter(x => x.value[1] !== null).sort((x, y) => x.value[1] - y.value[1]).map(x => `${escape(labelOf(x.seriesId))}: ${part(x.value[1])} ${unit.name}`).join('<br>'),
    },
    xAxis: axis({
      type: sweep.logarithmic ? 'log' : 'value', min: sweep.values[0], max: sweep.values.at(-1), name: title, nameLocation: 'middle', nameGap: 28,
      splitLine: { show: false }, axisLine: { show: true, lineStyle: { color: colour('ink3') } },
      axisLabel: { color: colour('ink2'), fontSize: 12, hideOverlap: true, formatter: tick },
    }),
    yAxis: axis({ type: 'value', min: 0, max: top, name: unit.name, nameLocation: 'end', nameTextStyle: { color: colour('ink2'), align: 'left', padding: [0, 0, 0, -44] }, axisLabel: { color: colour('ink2'), fontSize: 12, showMaxLabel: false, formatter: tick }, splitLine: { showMaxLine: false, lineStyle: { color: colour('rule2') } } }),
    series: ids.map((id, i) => ({
      id, name: name(id), type: 'line', showSymbol: false,
      data: sweep.values.map((x, j) => [x, value(id, j) > top || value(id, j) < 0 ? null : value(id, j)]),
      lineStyle: { color: focus.has(id) ? colour('ink') : colour('ink3'), width: id === state.par ? 2.6 : focus.has(id) ? 1.6 : 1, type: DASHES[i % DASHES.length] },
      itemStyle: { color: colour('ink') },
      endLabel: { show: shown.includes(id), offset: [0, offset[id] ?? 0], formatter: name(id), color: focus.has(id) ? colour('ink') : colour('ink2'), fontSize: 12, fontWeight: id === state.par ? 600 : 400 },
      ...(i === 0 ? marks(sweep.range.low, sweep.range.high, sweep.range.typical, crossings.map(b => b.value)) : {}),
    })),
  } as any);
  $('#evens-lede')!.textContent = `${sweep.label}: ${answer.page.sweepLedes[state.sweep]}`;
  $$<HTMLElement>('#evens details').forEach(d => { d.hidden = d.id !== 'data-sweep-' + state.sweep; });
}

function marks(low: number, high: number, typical: number, crossings: number[]): object {
  return {
    markArea: {
      silent: true, itemStyle: { color: colour('wash'), opacity: 1 },
      label: { show: true, position: 'insideBottom', color: colour('ink2'), fontSize: 11, textBorderColor: colour('wash'), textBorderWidth: 4, formatter: 'range of the input' },
      data: low === high ? [] : [[{ xAxis: low }, { xAxis: high }]],
    },
    markLine: {
      silent: true, precision: 9, symbol: 'none',
      data: [
        { xAxis: typical, lineStyle: { color: colour('ink3'), type: [2, 3] }, label: { show: false } },
        ...crossings.map(x => ({ xAxis: x, lineStyle: { color: colour('ink'), type: 'solid', width: 1 }, label: { formatter: part(x), color: colour('ink'), fontWeight: 600, fontSize: 12, position: 'end' } })),
      ],
    },
  };
}
