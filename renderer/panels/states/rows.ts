// From a panel's frames to rows of states. State timelines and status histories have these in common.
import { displayOf, rangeOf } from "#shared/dashboards/data/display";
import { isEmptyValue, timeFieldOf } from "#shared/dashboards/data/fields";
import type { Field, Frame } from "#shared/dashboards/data/frame";
import { thresholdValues } from "#shared/dashboards/data/thresholds";
import { stateCustomSchema } from "#shared/dashboards/options/state-timeline";
import type { ChartColours } from "../../charts/chart-colours";
import { colourAt, paletteColour, resolveColour } from "../../charts/named-colours";
import type { StateRow, StateSpan } from "../../charts/state-drawing";
import { visibleText } from "../../components/visible-text";

export interface StateRows {
  rows: StateRow[];
  /** Where anything begins, rising: what the cursor goes by. */
  times: Float64Array;
  /** The states that occur, in the order in which they were met; where they are very many, the first of them. */
  states: { text: string; colour: string }[];
  look: { fill: number; lineWidth: number };
}

export interface StateInput {
  frames: readonly Frame[];
  /** The end of the range: the last state goes on up to there, or for a step. */
  until: number;
  timeZone: string;
  colours: ChartColours;
  /** Equal neighbours are one stretch. */
  isMerged: boolean;
  /** Each value is a cell around its time, this share of a step wide, instead of holding until the next one. */
  cellWidth?: number | undefined;
}

/** More states than this are values, and a legend of them says nothing. */
export const mostStates = 20;

/** A value is drawn as long as the next one is no further away than this many steps. */
const stepsToGap = 1.5;

export function stateRows(input: StateInput): StateRows {
  const found = input.frames.flatMap(columnsOf);
  const colourOf = stateColours(input.colours);
  const states = new Map<string, string>();
  const spansIn = ({ field, frame, times, spanMs }: StateColumn): StateSpan[] => {
    const stateOf = statesOf(field, input, colourOf);
    const known: StateSpan[] = [];
    for (let index = 0; index < times.length; index++) {
      const state = stateOf(field.values[index]);
      if (!state) continue;
      if (!states.has(state.text)) states.set(state.text, state.colour);
      const from = times[index] as number;
      known.push({ ...state, from, to: from });
    }
    const step = frame.stepMs ?? leastDistance(times);
    return spansOf(known, { ...input, step, spanMs });
  };
  const rows = found.map((column) => rowOf(column, spansIn));
  const ofThresholds = thresholdStates(found[0]?.field, input);
  // In the order of the rows, so that colours do not hang on which page is shown.
  for (const row of ofThresholds ? [] : rows) if (row.spans.length > 0 && states.size > mostStates) break;
  return {
    rows,
    times: allTimes(found),
    states: ofThresholds ?? [...states].map(([text, colour]) => ({ text, colour })),
    look: lookOf(found[0]?.field),
  };
}

/** Of ten thousand rows a page is shown: the others are not worked out until they are. */
function rowOf(column: StateColumn, spansIn: (column: StateColumn) => StateSpan[]): StateRow {
  let spans: StateSpan[] | undefined;
  return {
    id: column.id,
    name: visibleText(column.field.display),
    get spans() {
      spans ??= spansIn(column);
      return spans;
    },
  };
}

interface State {
  text: string;
  colour: string;
}

/** What each value is shown as; the few values that states have are worked out once. */
function statesOf(
  field: Field,
  { timeZone, colours }: StateInput,
  colourOf: StateColours,
): (value: unknown) => State | undefined {
  const display = displayOf(field, { timeZone });
  const known = new Map<unknown, State | undefined>();
  const work = (value: unknown): State | undefined => {
    const { text, color, scheme, share, isMapped } = display(value);
    if (isEmptyValue(value) && !isMapped) return undefined;
    const shown = visibleText(text);
    return { text: shown, colour: scheme === undefined ? colourOf(shown, color) : colourAt(scheme, share ?? 0, colours) };
  };
  return (value) => {
    if (known.has(value)) return known.get(value);
    const state = work(value);
    if (known.size < 1000) known.set(value, state);
    return state;
  };
}

/** Where colours are those of thresholds and values are numbers, the legend names the steps and not each number. */
function thresholdStates(field: Field | undefined, { timeZone, colours }: StateInput): State[] | undefined {
  const { color, thresholds, mappings } = field?.config ?? {};
  if (field?.kind !== "number" || !thresholds || (mappings?.length ?? 0) > 0) return undefined;
  if ((color?.mode ?? "thresholds") !== "thresholds" || thresholds.steps.length < 2) return undefined;
  const write = displayOf(field, { timeZone });
  const steps = thresholdValues(thresholds, rangeOf(field));
  return steps.map(({ from, color: name }, index) => ({
    text: index === 0 ? `< ${write(steps[1]?.from).text}` : `${write(from).text} +`,
    colour: resolveColour(name, colours),
  }));
}

interface StateColumn {
  id: string;
  field: Field;
  frame: Frame;
  times: Float64Array;
  spanMs: number;
}

/** Everything but times: numbers, texts and claims all are states of something. */
function columnsOf(frame: Frame, frameIndex: number): StateColumn[] {
  const time = timeFieldOf(frame);
  if (!time || frame.length === 0) return [];
  return frame.fields.flatMap((field, index) => {
    if (field.kind === "time" || field.kind === "other") return [];
    const { hideFrom, spanNulls } = stateCustomSchema.parse(field.config.custom ?? {});
    if (hideFrom.viz) return [];
    const spanMs = spanNulls === true ? Number.POSITIVE_INFINITY : spanNulls === false ? 0 : spanNulls;
    return [{ id: `${frameIndex}/${index}/${field.display}`, field, frame, times: time.values, spanMs }];
  });
}

function lookOf(field: Field | undefined): StateRows["look"] {
  const { fillOpacity, lineWidth } = stateCustomSchema.parse(field?.config.custom ?? {});
  return { fill: fillOpacity / 100, lineWidth };
}

interface Spanning extends StateInput {
  step: number;
  spanMs: number;
}

/** The known values, each up to the next one, or for a step where that is too far away. */
function spansOf(known: readonly StateSpan[], input: Spanning): StateSpan[] {
  const { step, spanMs, until, isMerged, cellWidth } = input;
  if (cellWidth !== undefined) {
    const half = (step * cellWidth) / 2;
    return known.map((span) => ({ ...span, from: span.from - half, to: span.from + half }));
  }
  const spans: StateSpan[] = [];
  for (const [index, span] of known.entries()) {
    const next = known[index + 1]?.from;
    if (next === undefined) span.to = Math.max(span.from, Math.min(until, span.from + Math.max(step, spanMs)));
    else span.to = next - span.from <= Math.max(step * stepsToGap, spanMs) ? next : Math.min(span.from + step, next);
    const last = spans[spans.length - 1];
    const isSame = last?.text === span.text && last.colour === span.colour && last.to === span.from;
    if (isMerged && last && isSame) last.to = span.to;
    else spans.push(span);
  }
  return spans;
}

function leastDistance(times: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let index = 1; index < times.length; index++)
    least = Math.min(least, (times[index] as number) - (times[index - 1] as number));
  return Number.isFinite(least) && least > 0 ? least : 60_000;
}

function allTimes(columns: readonly StateColumn[]): Float64Array {
  const all = new Set<number>();
  for (const { times } of columns) for (const time of times) all.add(time);
  return Float64Array.from(all).sort();
}

type StateColours = (text: string, color: string | undefined) => string;

/** The colour that its configuration gives a state; without one, states have the palette's, each its own. */
function stateColours(colours: ChartColours): StateColours {
  const places = new Map<string, number>();
  return (text, color) => {
    if (color !== undefined) return resolveColour(color, colours);
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return paletteColour(place, colours);
  };
}
