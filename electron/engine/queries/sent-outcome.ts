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
  const sent = series.map(({ labels, times, values }) => ({
    labels: labelsSent(labels),
    times: own(times),
    values: own(values),
  }));
  const buffers = new Set(sent.flatMap(({ times, values }) => [times.buffer, values.buffer]));
  return { sent: { kind, series: sent }, transfer: [...buffers] };
}

/** A view of more than itself would take all of that along. */
const own = (column: Float64Array<ArrayBuffer>) => (column.byteLength === column.buffer.byteLength ? column : column.slice());

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
