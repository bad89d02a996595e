// From the wire to the shapes of shared/model: seconds become milliseconds, text becomes numbers, rows become columns.
import { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import type { InstantResult, Series } from "#shared/model/series";
import type { EpochMs } from "#shared/units/time";
import type { MatrixElement, QueryData, VectorElement } from "./wire";

/** What was left out on the way, told once however often it happened. */
export class Notes {
  #histograms = 0;
  #labels = 0;

  leftOutHistogram(): void {
    this.#histograms++;
  }
  leftOutLabel(): void {
    this.#labels++;
  }

  /** In sentences; empty when nothing was left out. */
  sentences(): string[] {
    const sentences: string[] = [];
    if (this.#histograms > 0) {
      sentences.push(
        `Left out: ${this.#histograms} series with native histograms; ask for histogram_count(), histogram_sum() or histogram_quantile() of them.`,
      );
    }
    if (this.#labels > 0)
      sentences.push(`Left out: the label __proto__ of ${this.#labels} series; that name is not safe to handle.`);
    return sentences;
  }
}

export function toInstantResult(data: QueryData, notes: Notes): InstantResult {
  switch (data.resultType) {
    case "vector":
      return toVector(data.result ?? [], notes);
    case "matrix":
      return { kind: "matrix", series: toSeries(data.result ?? [], notes) };
    case "scalar": {
      const point = toPoint(data.result);
      return { kind: "scalar", time: point.time, value: point.value };
    }
    case "string":
      return { kind: "string", time: toEpochMs(data.result[0]), value: data.result[1] };
  }
}

/** A range query's answer. Series without a single plain value are left out. */
export function toSeries(elements: readonly MatrixElement[], notes: Notes): Series[] {
  const series: Series[] = [];
  for (const { metric, values, histograms } of elements) {
    if ((histograms?.length ?? 0) > 0) notes.leftOutHistogram();
    const points = values ?? [];
    if (points.length === 0) continue;
    const columns = { times: new Float64Array(points.length), values: new Float64Array(points.length) };
    let before = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < points.length; index++) {
      const { time, value } = toPoint(points[index]);
      if (time <= before) throw malformed("points that are not in the order of time");
      columns.times[index] = before = time;
      columns.values[index] = value;
    }
    series.push({ labels: toLabels(metric, notes), ...columns });
  }
  return series;
}

function toVector(elements: readonly VectorElement[], notes: Notes): InstantResult {
  const plain = elements.filter((element) => element.value !== undefined);
  for (let left = plain.length; left < elements.length; left++) notes.leftOutHistogram();
  const points = plain.map((element) => toPoint(element.value));
  return {
    kind: "vector",
    labels: plain.map((element) => toLabels(element.metric, notes)),
    times: Float64Array.from(points, (point) => point.time),
    values: Float64Array.from(points, (point) => point.value),
  };
}

function toLabels(metric: Record<string, unknown>, notes: Notes): Labels {
  const labels: Record<string, string> = {};
  for (const [name, value] of Object.entries(metric)) {
    if (typeof value !== "string") throw malformed("a label that is not text");
    if (name === "__proto__") notes.leftOutLabel();
    else labels[name] = value;
  }
  return labels;
}

function toPoint(raw: unknown): { time: EpochMs; value: number } {
  if (!Array.isArray(raw) || typeof raw[0] !== "number" || typeof raw[1] !== "string") {
    throw malformed("a point that is not a time and a text");
  }
  return { time: toEpochMs(raw[0]), value: toValue(raw[1]) };
}

/** The server's seconds have milliseconds after the point, which floating-point multiplication alone would blur. */
function toEpochMs(seconds: number): EpochMs {
  const time = Math.round(seconds * 1000);
  if (Math.abs(time) > latestTime) throw malformed("a time that no clock shows");
  return time;
}

/** The latest moment that JavaScript can put into words. */
const latestTime = 8.64e15;

/** Go writes `NaN`, `+Inf` and `-Inf` where JavaScript reads `NaN`, `Infinity` and `-Infinity`. */
export function toValue(text: string): number {
  switch (text) {
    case "NaN":
      return Number.NaN;
    case "+Inf":
      return Number.POSITIVE_INFINITY;
    case "-Inf":
      return Number.NEGATIVE_INFINITY;
  }
  const value = Number(text);
  // Number("") is 0, and no server means that.
  if (Number.isNaN(value) || text.trim() === "") throw malformed("a value that is not a number");
  return value;
}

const malformed = (what: string) =>
  new AppError({ kind: "not-that-server", say: `The answer holds ${what}: it is not what Prometheus's API sends.` });
