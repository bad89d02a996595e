// The values under the cursor, beside it. Built by hand from text nodes: it changes with every move of the mouse, and
// labels are hostile text.
import type uPlot from "uplot";
import { formatMoment } from "#shared/format/clock-time";
import { formatQuantity, type Unit } from "#shared/format/quantity";
import styles from "./TimeChart.module.css";

export interface TooltipRow {
  label: string;
  value: number;
  colour: string;
  isNearest: boolean;
}

export interface TooltipSource {
  unit: Unit;
  /** What the series are at one index of the data, undefined when the chart holds none there. */
  at(
    index: number,
  ): { time: number; rows: readonly { label: string; value: number; colour: string; height: number }[] } | undefined;
}

/** Sorted by value, the largest first, and the one nearest to the pointer marked. Series without a point are left out. */
export function tooltipRows(
  rows: readonly { label: string; value: number; colour: string; height: number }[],
  pointerY: number,
  toY: (height: number) => number,
): TooltipRow[] {
  const present = rows.filter(({ value }) => !Number.isNaN(value));
  const distances = present.map(({ height }) => Math.abs(toY(height) - pointerY));
  const nearest = distances.indexOf(Math.min(...distances));
  return present
    .map(({ label, value, colour }, index) => ({ label, value, colour, isNearest: index === nearest }))
    .sort((a, b) => b.value - a.value);
}

/** A uPlot plugin that shows the tooltip on the chart under the pointer; synced charts show only the cursor. */
export function tooltipPlugin(source: TooltipSource): uPlot.Plugin {
  const box = document.createElement("div");
  box.className = styles.tooltip ?? "";
  box.hidden = true;
  let isHovered = false;

  function draw(plot: uPlot): void {
    const { idx, left = -1, top = -1 } = plot.cursor;
    const found = isHovered && idx !== null && idx !== undefined && left >= 0 ? source.at(idx) : undefined;
    if (!found) {
      // Set again, even the same value would have the page styled anew, at each update of each chart.
      if (!box.hidden) box.hidden = true;
      return;
    }
    const rows = tooltipRows(found.rows, top, (height) => plot.valToPos(height, "y"));
    box.replaceChildren(head(found.time), ...rows.map((row) => line(row, source.unit)));
    box.hidden = rows.length === 0;
    const isRight = left > plot.over.clientWidth / 2;
    box.style.transform = `translate(${isRight ? `calc(${left - 12}px - 100%)` : `${left + 12}px`}, ${Math.max(0, Math.min(top - 12, plot.over.clientHeight - box.offsetHeight))}px)`;
  }

  return {
    hooks: {
      init: (plot) => {
        plot.over.append(box);
        plot.over.addEventListener("mouseenter", () => {
          isHovered = true;
        });
        plot.over.addEventListener("mouseleave", () => {
          isHovered = false;
          box.hidden = true;
        });
      },
      setCursor: draw,
      // New data moves under a pointer that rests.
      setData: draw,
    },
  };
}

function head(time: number): HTMLElement {
  const element = document.createElement("div");
  element.className = styles.tooltipTime ?? "";
  element.textContent = formatMoment(time);
  return element;
}

function line(row: TooltipRow, unit: Unit): HTMLElement {
  const element = document.createElement("div");
  element.className = styles.tooltipRow ?? "";
  if (row.isNearest) element.dataset.nearest = "true";
  const swatch = document.createElement("i");
  swatch.style.background = row.colour;
  const label = document.createElement("span");
  label.textContent = row.label;
  const value = document.createElement("b");
  value.textContent = formatQuantity(row.value, unit);
  element.append(swatch, label, value);
  return element;
}
