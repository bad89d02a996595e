// The series of a panel on one time axis, for charts and for tables of them.
import { takeRows, timeFieldOf } from "./fields";
import type { Field, Frame } from "./frame";
import { tellApart } from "./tell-apart";
import { commonTimes, isRising, spread } from "./times";

export interface AlignedColumn {
  field: Field & { kind: "number" };
  /** Runs parallel to the times; NaN where the series has no value. */
  values: Float64Array;
  /** The series' own step, where it is known. What is NaN between two values that are no further apart than this is no gap. */
  stepMs?: number;
  /** Of the frame it is of, among those given. */
  frameIndex: number;
}

export interface AlignedFrames {
  /** Epoch ms, rising. */
  times: Float64Array;
  columns: AlignedColumn[];
}

/**
 * All columns of numbers over common times. Where the frames' step is known, times at which every series misses a point are there
 * too, so that an outage is a gap and not a line across it. Frames without times are left out.
 */
export function alignFrames(frames: readonly Frame[], options: { withGaps?: boolean } = {}): AlignedFrames {
  const timed = frames.flatMap((frame, frameIndex) => {
    const found = timeFieldOf(frame);
    if (!found || frame.length === 0) return [];
    return [{ frame: isRising(found.values) ? frame : sortedByTime(frame, found), frameIndex }];
  });
  const own = timed.map(({ frame }) => (timeFieldOf(frame) as Field & { kind: "time" }).values);
  const common = commonTimes(own);
  const times = options.withGaps === false ? common : withMissing(common, stepOf(timed.map(({ frame }) => frame)));
  const columns: AlignedColumn[] = [];
  timed.forEach(({ frame, frameIndex }, index) => {
    const frameTimes = own[index] as Float64Array;
    for (const field of frame.fields) {
      if (field.kind !== "number") continue;
      const column: AlignedColumn = { field, values: spread(frameTimes, field.values, times), frameIndex };
      if (frame.stepMs !== undefined) column.stepMs = frame.stepMs;
      columns.push(column);
    }
  });
  return { times, columns };
}

/** The step that all of them have; undefined where one has another, or none. */
function stepOf(frames: readonly Frame[]): number | undefined {
  const [first] = frames;
  return frames.every(({ stepMs }) => stepMs === first?.stepMs) ? first?.stepMs : undefined;
}

/** More would not be times missing from an answer but an answer with two times far apart. */
const mostAdded = 20_000;

/** The times with those between that no series has, when all lie on the grid of the step. */
function withMissing(times: Float64Array, stepMs: number | undefined): Float64Array {
  const from = times[0];
  const to = times[times.length - 1];
  if (stepMs === undefined || !(stepMs > 0) || from === undefined || to === undefined) return times;
  const length = (to - from) / stepMs + 1;
  if (length === times.length || !Number.isInteger(length) || length > times.length + mostAdded) return times;
  for (const time of times) if ((time - from) % stepMs !== 0) return times;
  return Float64Array.from({ length }, (_, index) => from + index * stepMs);
}

function sortedByTime(frame: Frame, { values }: { values: Float64Array }): Frame {
  const rows = Array.from(values.keys())
    .filter((row) => !Number.isNaN(values[row]))
    .sort((a, b) => (values[a] as number) - (values[b] as number));
  return { ...frame, fields: frame.fields.map((field) => takeRows(field, rows)), length: rows.length };
}

/** One table: a column of times, and one for each column of numbers, with names that are told apart. */
export function joinFrames(frames: readonly Frame[]): Frame {
  const { times, columns } = alignFrames(frames, { withGaps: false });
  const time = frames.map(timeFieldOf).find((field) => field !== undefined);
  const first: Field = time
    ? { ...time, values: times }
    : { name: "Time", display: "Time", labels: {}, config: {}, kind: "time", values: times };
  const fields: Field[] = [first, ...columns.map(({ field, values }) => ({ ...field, values }))];
  return { refId: frames[0]?.refId ?? "", shape: "table", fields: tellApart(fields), length: times.length };
}
