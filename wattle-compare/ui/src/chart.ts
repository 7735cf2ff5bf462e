// What all charts share: one ECharts instance per element, colours from the style sheet, no animation.
import * as echarts from 'echarts/core';
import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';
import { group } from './digits';

echarts.use([BarChart, LineChart, CustomChart, GridComponent, TooltipComponent, MarkLineComponent, MarkAreaComponent,
  AriaComponent, SVGRenderer]);

const drawn: Record<string, echarts.ECharts> = {};
export const screen = { printing: false };

export const $ = <E extends Element = HTMLElement>(s: string): E | null => document.querySelector<E>(s);
export const $$ = <E extends Element = HTMLElement>(s: string): E[] => [...document.querySelectorAll<E>(s)];
export const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
export const font = (): string => getComputedStyle(document.body).fontFamily;
export const narrow = (): boolean => !screen.printing && innerWidth < 720;

export function chart(id: string, height: number): { chart: echarts.ECharts; width: number } | null {
  const element = $('#' + id);
  if (!element) return null;
  drawn[id]?.dispose();
  element.style.height = height + 'px';
  drawn[id] = echarts.init(element, null, { renderer: 'svg', width: element.clientWidth || undefined });
  return { chart: drawn[id], width: element.clientWidth };
}

export const base = () => ({
  animation: false,
  textStyle: { fontFamily: font(), color: colour('ink') },
  aria: { enabled: true, decal: { show: screen.printing || matchMedia('(prefers-contrast: more)').matches } },
});

export const axis = (more: object) => ({
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: colour('rule2') } },
  axisLabel: { color: colour('ink2'), fontSize: 12, formatter: (v: number) => group(v) },
  nameTextStyle: { color: colour('ink2'), fontSize: 12 },
  ...more,
});

export const tooltip = () => ({
  backgroundColor: colour('paper'),
  borderColor: colour('ink2'),
  borderWidth: 1,
  padding: [6, 9],
  extraCssText: 'box-shadow:none;border-radius:0',
  textStyle: { color: colour('ink'), fontSize: 13, fontFamily: font() },
});

/** Relative luminance of `#rrggbb`: which ink is read on it. */
export function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map(i => parseInt(hex.slice(i, i + 2), 16) / 255)
    .map(x => (x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
