// An outcome on its way back from a worker.
import type { Labels } from "#shared/model/labels";
import type { Outcome } from "./evaluation";
import type { SentLabels, SentOutcome } from "./worker-messages";

export function sendable(
  outcome: Outcome,
  labelsSent: (labels: Labels) => SentLabels,
): { sent: SentOutcome; transfer: ArrayBuffer[] } {
  if (outcome.kind === "range") return columns("range", outcome.series, labelsSent);
  const { result } = outcome;
  if (result.kind === "matrix") return columns("matrix", result.series, labelsSent);
  if (result.kind !== "vector") return { sent: { kind: "instant", result }, transfer: [] };
  const { times, values } = result;
  return { sent: { kind: "vector", labels: result.labels.map(labelsSent), times, values }, transfer: [] };
}

function columns(
  kind: "range" | "matrix",
  series: Extract<Outcome, { kind: "range" }>["series"],
  labelsSent: (labels: Labels) => SentLabels,
): { sent: SentOutcome; transfer: ArrayBuffer[] } {
  const take = 2 * series.length > mostBuffers ? joined(series) : own;
  const sent = series.map(({ labels, times, values }) => ({
    labels: labelsSent(labels),
    times: take(times),
    values: take(values),
  }));
  const buffers = new Set(sent.flatMap(({ times, values }) => [times.buffer, values.buffer]));
  return { sent: { kind, series: sent }, transfer: [...buffers] };
}

/** Handing over many pieces of memory takes time with their square: half a minute for two hundred thousand series. */
const mostBuffers = 2000;

type Column = Float64Array<ArrayBuffer>;

/** A view of more than itself would take all of that along. */
const own = (column: Column): Column => (column.byteLength === column.buffer.byteLength ? column : column.slice());

/** Copies of the columns in one piece of memory; those that were one object are one again. */
function joined(series: readonly { times: Column; values: Column }[]): (column: Column) => Column {
  const columns = new Set(series.flatMap(({ times, values }) => [times, values]));
  let length = 0;
  for (const column of columns) length += column.length;
  const buffer = new ArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT);
  const copies = new Map<Column, Column>();
  let at = 0;
  for (const column of columns) {
    const copy = new Float64Array(buffer, at, column.length);
    copy.set(column);
    copies.set(column, copy);
    at += column.byteLength;
  }
  return (column) => copies.get(column) ?? own(column);
}

export function received(sent: SentOutcome, labelsOf: (number: number) => Labels): Outcome {
  const labelsIn = (labels: SentLabels) => (typeof labels === "number" ? labelsOf(labels) : labels);
  switch (sent.kind) {
    case "instant":
      return sent;
    case "vector":
      return { kind: "instant", result: { ...sent, labels: sent.labels.map(labelsIn) } };
    case "matrix":
    case "range": {
      const series = sent.series.map(({ labels, times, values }) => ({ labels: labelsIn(labels), times, values }));
      return sent.kind === "range" ? { kind: "range", series } : { kind: "instant", result: { kind: "matrix", series } };
    }
  }
}
