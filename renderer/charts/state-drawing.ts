// Rows of states over time: stretches with one state each, or a cell for each time that was asked.
import { type ChartColours, fade } from "./chart-colours";
import { mix, parseColour, readableOn } from "./colour-math";
import type { Drawing, Stage, Tip, TipPlace } from "./drawing";
import { nameAxis } from "./row-axis";
import { fitText, textWidth } from "./text-width";

export interface StateSpan {
  from: number;
  /** Not reached. */
  to: number;
  text: string;
  colour: string;
}

export interface StateRow {
  id: string;
  name: string;
  /** Rising, none over another. */
  spans: readonly StateSpan[];
}

export interface StateDrawingInput {
  rows: readonly StateRow[];
  /** Of the pointer: where something begins. */
  times: Float64Array;
  /** How much of its height a row fills, 0 to 1. */
  rowHeight: number;
  /** 0 to 1. */
  fill: number;
  lineWidth: number;
  text: "auto" | "always" | "never";
  align: "left" | "center" | "right";
  tip: "single" | "multi" | "none";
  writeTime(time: number): string;
  writeStretch(from: number, to: number): string;
  writeLength(lengthMs: number): string;
  colours(): ChartColours;
}

const axisKey = "rows";
const textMargin = 5;
const lineHeight = 13;

export function stateDrawing(input: StateDrawingInput): Drawing {
  return {
    shape: "states",
    times: input.times,
    axes: [
      nameAxis(
        axisKey,
        input.rows.map(({ name }) => name),
      ),
    ],
    extent: () => ({ min: 0, max: input.rows.length }),
    paint: (stage) => paint(stage, input),
    tip: (place) => (input.tip === "none" ? undefined : tipOf(input, place)),
  };
}

function paint(stage: Stage, input: StateDrawingInput): void {
  const toY = stage.toY(axisKey);
  for (const [index, row] of input.rows.entries()) {
    const full = toY(index + 1) - toY(index);
    const height = Math.max(1, Math.round(full * input.rowHeight));
    const top = Math.round(toY(index) + (full - height) / 2);
    paintRow(stage, input, row, top, height);
  }
}

function paintRow(stage: Stage, input: StateDrawingInput, { spans }: StateRow, top: number, height: number): void {
  const { context, ratio } = stage;
  let covered = Number.NEGATIVE_INFINITY;
  for (const { from, to, text, colour } of spans) {
    if (to <= stage.startMs || from >= stage.endMs) continue;
    const left = Math.round(Math.max(stage.left, stage.toX(from)));
    const right = Math.round(Math.min(stage.left + stage.width, stage.toX(to)));
    // Of many within one pixel the first is seen.
    if (right <= covered) continue;
    const start = Math.max(left, covered);
    const width = Math.max(ratio, right - start);
    covered = start + width;
    context.fillStyle = fade(colour, input.fill);
    context.fillRect(start, top, width, height);
    if (input.lineWidth > 0 && width > input.lineWidth * 2 * ratio) {
      const line = input.lineWidth * ratio;
      context.strokeStyle = colour;
      context.lineWidth = line;
      context.setLineDash([]);
      context.strokeRect(start + line / 2, top + line / 2, width - line, height - line);
    }
    paintText(stage, input, { text, colour, left: start, top, width, height });
  }
}

interface Place {
  text: string;
  colour: string;
  left: number;
  top: number;
  width: number;
  height: number;
}

function paintText(stage: Stage, input: StateDrawingInput, { text, colour, left, top, width, height }: Place): void {
  const { context, ratio, colours } = stage;
  const room = width / ratio - textMargin * 2;
  if (input.text === "never" || text === "" || height / ratio < lineHeight || room < 6) return;
  const shown = input.text === "always" ? fitText(text, room) : textWidth(text) <= room ? text : "";
  if (shown === "") return;
  context.font = `${11 * ratio}px ${colours.font}`;
  context.textBaseline = "middle";
  context.textAlign = input.align;
  context.fillStyle = inkOn(colour, input.fill, colours);
  const x = { left: left + textMargin * ratio, center: left + width / 2, right: left + width - textMargin * ratio }[input.align];
  context.fillText(shown, x, top + height / 2 + ratio / 2);
}

const inks = new Map<string, string>();

/** What can be read on a colour that covers the panel to this share. */
function inkOn(colour: string, share: number, colours: ChartColours): string {
  const key = `${colour} ${share} ${colours.panel}`;
  const known = inks.get(key);
  if (known !== undefined) return known;
  const [ground, own] = [parseColour(colours.panel), parseColour(colour)];
  const ink = ground && own ? readableOn(mix(ground, { ...own, alpha: 1 }, share), "#0b0e13", "#ffffff") : colours.text;
  if (inks.size > 500) inks.clear();
  inks.set(key, ink);
  return ink;
}

function tipOf({ rows, ...input }: StateDrawingInput, place: TipPlace): Tip | undefined {
  const at = Math.floor(place.valueAt(axisKey));
  const [row, span] = [rows[at], spanAt(rows[at], place.time)];
  if (input.tip === "multi") {
    const lines = rows.slice(0, 24).flatMap((each, index) => {
      const found = spanAt(each, place.time);
      return found ? [{ label: each.name, value: found.text, colour: found.colour, isNearest: index === at }] : [];
    });
    if (lines.length === 0) return undefined;
    // Of the pointer itself, which is at no whole second.
    return { heading: input.writeTime(Math.round(place.time / 1000) * 1000), rows: lines, box: span && boxOf(span, at, place) };
  }
  if (!row || !span) return undefined;
  return {
    heading: input.writeStretch(span.from, span.to),
    rows: [{ label: row.name, value: span.text, colour: span.colour }],
    note: `for ${input.writeLength(span.to - span.from)}`,
    box: boxOf(span, at, place),
  };
}

function boxOf({ from, to }: StateSpan, row: number, place: TipPlace): NonNullable<Tip["box"]> {
  const left = Math.max(0, place.toX(from));
  const [top, bottom] = [place.toY(axisKey, row), place.toY(axisKey, row + 1)];
  return { left, top: Math.min(top, bottom), width: Math.max(2, place.toX(to) - left), height: Math.abs(bottom - top) };
}

/** By halving: a row may have thousands. */
function spanAt(row: StateRow | undefined, time: number): StateSpan | undefined {
  const spans = row?.spans ?? [];
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as StateSpan).from <= time) low = middle + 1;
    else high = middle;
  }
  const found = spans[low - 1];
  return found && time < found.to ? found : undefined;
}
