// Effect of each assumption on the verdict's change: hollow = low end, filled = high end, a line at the tie.
import { answer, labelOf } from './answer';
import { axis, base, chart, colour, font, narrow } from './chart';
import { given, group } from './digits';

const percent = (x: number) => group(Math.round(x)) + '\u00a0%';

export function tornado(): void {
  const levers = answer.sensitivities.slice(0, 8);
  const small = narrow();
  const c = chart('tornado', levers.length * 42 + 62);
  if (!c || levers.length === 0) return;
  const change = (x: number) => 100 * x;
  const all = levers.flatMap(l => [l.change.atLow, l.change.atHigh, l.change.typical]).map(change);
  const low = Math.min(...all, 0);
  const high = Math.max(...all, 0);
  const rough = (high - low) / 4;
  const decade = 10 ** Math.floor(Math.log10(rough || 1));
  const step = decade * (rough / decade > 5 ? 10 : rough / decade > 2 ? 5 : rough / decade > 1 ? 2 : 1);
  const typical = change(levers[0].change.typical);
  const left = 34;
  const rival = labelOf(answer.lead.rival);
  const mark = (value: number, text: string, type: string | number[], ink: string, align: string) => ({
    xAxis: value,
    lineStyle: { color: ink, type, width: 1 },
    label: { formatter: text, position: 'start', align, color: colour('ink2'), fontSize: 11, distance: 6 },
  });
  c.chart.setOption({
    ...base(),
    grid: { left, right: 44, top: 24, bottom: 34 },
    xAxis: axis({
      type: 'value', interval: step, min: Math.floor((low - 0.15 * (high - low)) / step) * step, max: Math.ceil((high + 0.15 * (high - low)) / step) * step,
      axisLabel: { color: colour('ink2'), fontSize: 12, hideOverlap: true, formatter: (v: number) => (Math.abs(v) < 1e-9 ? 'tie' : percent(v)) },
    }),
    yAxis: { type: 'category', inverse: true, data: levers.map(l => l.input), show: false },
    series: [{
      type: 'custom', encode: { x: [0, 1], y: 2 }, clip: false,
      data: levers.map((l, y) => [change(l.change.atLow), change(l.change.atHigh), y]),
      markLine: {
        silent: true, precision: 9, symbol: 'none',
        data: [
          mark(0, `${rival} less →`, 'solid', colour('ink'), 'left'),
          mark(typical, `typical ${percent(typical)}`, [2, 3], colour('ink3'), 'right'),
        ],
      },
      renderItem(_: unknown, api: any) {
        const l = levers[api.value(2) as number];
        const y = (api.coord([0, api.value(2)]) as number[])[1] + 9;
        const x = (v: number) => (api.coord([v, 0]) as number[])[0];
        const [a, b, mid] = [x(change(l.change.atLow)), x(change(l.change.atHigh)), x(change(l.change.typical))];
        const bar = (to: number, hollow: boolean) => ({
          type: 'rect',
          shape: { x: Math.min(mid, to), y: y - 5, width: Math.max(1, Math.abs(to - mid)), height: 10 },
          style: { fill: hollow ? colour('paper') : colour('ink2'), stroke: colour('ink2'), lineWidth: 1 },
        });
        const text = (at: number, value: number, before: boolean) => ({
          type: 'text',
          style: { x: at + (before ? -5 : 5), y: y - 6, text: given(value), fill: colour('ink2'), stroke: colour('paper'), lineWidth: 3, font: `11px ${font()}`, align: before ? 'right' : 'left' },
        });
        const lowLeft = a < b || (a === b && l.change.atLow <= l.change.atHigh);
        const name = l.unit ? `${l.label}, ${l.unit}` : l.label;
        const limit = small ? 46 : 60;
        return {
          type: 'group',
          children: [
            { type: 'text', style: { x: left, y: y - 24, text: name.length > limit ? name.slice(0, limit - 1) + '…' : name, fill: colour('ink'), stroke: colour('paper'), lineWidth: 4, font: `13px ${font()}` } },
            bar(a, true), bar(b, false), text(a, l.value.low, lowLeft), text(b, l.value.high, !lowLeft),
          ],
        };
      },
    }],
  } as any);
}
