// What is said of the place under the pointer, beside it. Built by hand from text nodes: it changes with every move of the mouse,
// and labels are hostile text.
import type uPlot from "uplot";
import type { Annotation } from "#shared/dashboards/panel-data";
import type { ChartMark } from "./chart-marks";
import type { Tip, TipPlace, TipRow } from "./drawing";
import { annotationsAt } from "./paint-annotations";
import styles from "./TimeChart.module.css";
import { tooltipBox } from "./tooltip-box";

export interface TooltipSource {
  tip(place: TipPlace): Tip | undefined;
  annotations(): readonly Annotation[];
  /** The one under the pointer. */
  mark(plot: uPlot): ChartMark | undefined;
  colourOf(annotation: Annotation): string;
  writeTime(time: number): string;
  writeStretch(from: number, to: number): string;
}

/** A uPlot plugin that shows the tooltip on the chart under the pointer; synced charts show only the cursor. */
export function tooltipPlugin(source: TooltipSource): uPlot.Plugin {
  const box = tooltipBox();
  const owner = {};
  const dots = element("div", styles.dots);
  dots.hidden = true;
  const frame = element("div", styles.frame);
  frame.hidden = true;
  let isHovered = false;

  function hide(): void {
    // Set again, even the same value would have the page styled anew, at each update of each chart.
    if (box.isOf(owner)) box.hide();
    if (!dots.hidden) dots.hidden = true;
    if (!frame.hidden) frame.hidden = true;
  }

  function draw(plot: uPlot): void {
    const { idx, left = -1, top = -1 } = plot.cursor;
    if (!isHovered || idx === null || idx === undefined || left < 0) {
      hide();
      return;
    }
    const place = placeOf(plot, idx, left, top);
    const notes = annotationsAt(source.annotations(), { x: left, y: top, height: plot.over.clientHeight, toX: place.toX });
    const mark = source.mark(plot);
    plot.over.style.cursor = mark?.note === undefined ? "" : "pointer";
    const tip = mark ? markTip(mark, source) : source.tip(place);
    const parts = notes.length > 0 ? notes.flatMap((note) => noteParts(note, source)) : tip ? tipParts(tip) : [];
    if (parts.length === 0) {
      hide();
      return;
    }
    const { left: plotLeft, top: plotTop } = plot.over.getBoundingClientRect();
    box.show(owner, parts, { x: plotLeft + left, y: plotTop + top });
    showDots(dots, tip?.dots ?? []);
    showFrame(frame, tip?.box);
  }

  return {
    hooks: {
      init: (plot) => {
        plot.over.append(frame, dots);
        plot.over.addEventListener("mouseenter", () => {
          isHovered = true;
        });
        plot.over.addEventListener("mouseleave", () => {
          isHovered = false;
          hide();
        });
        // Moved by the keyboard, the cursor says what is there as well.
        plot.root.addEventListener("keycursor", (event) => {
          isHovered = (event as CustomEvent<boolean>).detail;
          if (!isHovered) hide();
        });
      },
      setCursor: draw,
      destroy: hide,
      // New data moves under a pointer that rests.
      draw: (plot) => {
        if (isHovered) draw(plot);
      },
    },
  };
}

function placeOf(plot: uPlot, index: number, x: number, y: number): TipPlace {
  return {
    index,
    time: plot.posToVal(x, "x"),
    x,
    y,
    toX: (time) => plot.valToPos(time, "x"),
    toY: (axisKey, value) => plot.valToPos(value, axisKey),
    valueAt: (axisKey) => plot.posToVal(y, axisKey),
  };
}

const markTip = ({ time, rows, note }: ChartMark, source: TooltipSource): Tip => ({
  heading: source.writeTime(time),
  rows,
  note,
});

function tipParts({ heading, rows, note }: Tip): HTMLElement[] {
  if (rows.length === 0) return [];
  const parts = [element("div", styles.tooltipTime, heading), ...rows.map(line)];
  if (note !== undefined) parts.push(element("div", styles.tooltipTime, note));
  return parts;
}

function line({ label, value, colour, isNearest }: TipRow): HTMLElement {
  const row = element("div", styles.tooltipRow);
  if (isNearest) row.dataset.nearest = "true";
  if (colour !== undefined) {
    const swatch = element("i");
    swatch.style.background = colour;
    row.append(swatch);
  }
  row.append(element("span", undefined, label), element("b", undefined, value));
  return row;
}

function noteParts(note: Annotation, source: TooltipSource): HTMLElement[] {
  const time = note.until === undefined ? source.writeTime(note.at) : source.writeStretch(note.at, note.until);
  const parts = [element("div", styles.tooltipTime, time)];
  const title = element("div", styles.tooltipRow);
  title.dataset.nearest = "true";
  const swatch = element("i");
  swatch.style.background = source.colourOf(note);
  title.append(swatch, element("span", undefined, note.title || note.from));
  parts.push(title);
  if (note.text !== "") parts.push(element("div", styles.tooltipText, note.text));
  if (note.tags.length > 0) parts.push(element("div", styles.tooltipTime, note.tags.join(" · ")));
  return parts;
}

function showDots(host: HTMLElement, dots: NonNullable<Tip["dots"]>): void {
  while (host.childElementCount > dots.length) host.lastElementChild?.remove();
  while (host.childElementCount < dots.length) host.append(element("i"));
  for (const [index, { x, y, colour }] of dots.entries()) {
    const dot = host.children[index] as HTMLElement;
    dot.style.background = colour;
    dot.style.transform = `translate(${x}px, ${y}px)`;
  }
  host.hidden = dots.length === 0;
}

function showFrame(frame: HTMLElement, box: Tip["box"]): void {
  frame.hidden = box === undefined;
  if (!box) return;
  frame.style.transform = `translate(${box.left}px, ${box.top}px)`;
  frame.style.width = `${box.width}px`;
  frame.style.height = `${box.height}px`;
}

function element(tag: string, className?: string, text?: string): HTMLElement {
  const made = document.createElement(tag);
  if (className !== undefined) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
