// Answers in the JSON of Prometheus's HTTP API (https://prometheus.io/docs/prometheus/latest/querying/api/), so that what
// reads the one reads the other. Written by hand where JSON.stringify would write a time's decimals differently.
import { prometheusNumber, prometheusTime } from "#shared/format/prometheus-number";
import { assertNever, type Failure, type FailureKind } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import type { InstantResult, Series } from "#shared/model/series";

interface Remarks {
  warnings: readonly string[];
  infos: readonly string[];
}

export function instantJson(result: InstantResult, remarks: Remarks): string {
  switch (result.kind) {
    case "vector": {
      const elements = result.labels.map(
        (labels, index) =>
          `{"metric":${labelsJson(labels)},"value":${point(result.times[index] ?? 0, result.values[index] ?? 0)}}`,
      );
      return success("vector", list(elements), remarks);
    }
    case "matrix":
      return rangeJson(result.series, remarks);
    case "scalar":
      return success("scalar", point(result.time, result.value), remarks);
    case "string":
      return success("string", `[${prometheusTime(result.time)},${JSON.stringify(result.value)}]`, remarks);
    default:
      return assertNever(result);
  }
}

export function rangeJson(series: readonly Series[], remarks: Remarks): string {
  const elements = series.map(({ labels, times, values }) => {
    const points = Array.from(times, (time, index) => point(time, values[index] ?? 0));
    return `{"metric":${labelsJson(labels)},"values":${list(points)}}`;
  });
  return success("matrix", list(elements), remarks);
}

export function failureJson(failure: Failure): string {
  const places = (failure.diagnostics ?? []).map(({ place, message }) => `${place.line}:${place.column}: ${message}`);
  return JSON.stringify({
    status: "error",
    errorType: errorType(failure.kind),
    error: places.length > 0 ? places.join("; ") : failure.say,
  });
}

/** Prometheus's own names for what went wrong. */
function errorType(kind: FailureKind): string {
  switch (kind) {
    case "bad-request":
    case "bad-query":
    case "bad-file":
      return "bad_data";
    case "not-found":
      return "not_found";
    case "not-supported":
    case "server-error":
      return "execution";
    case "timeout":
      return "timeout";
    case "cancelled":
      return "canceled";
    case "unreachable":
    case "tls":
    case "unauthorized":
    case "not-that-server":
    case "refused":
    case "disconnected":
      return "unavailable";
    case "internal":
      return "internal";
    default:
      return assertNever(kind);
  }
}

function success(resultType: string, result: string, { warnings, infos }: Remarks): string {
  const remarks = [
    warnings.length > 0 ? `,"warnings":${JSON.stringify(warnings)}` : "",
    infos.length > 0 ? `,"infos":${JSON.stringify(infos)}` : "",
  ];
  return `{"status":"success","data":{"resultType":"${resultType}","result":${result}}${remarks.join("")}}`;
}

const list = (elements: readonly string[]) => `[${elements.join(",")}]`;
const point = (time: number, value: number) => `[${prometheusTime(time)},"${prometheusNumber(value)}"]`;

/** Sorted by name, as Prometheus keeps them. */
function labelsJson(labels: Labels): string {
  const names = Object.keys(labels).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(labels[name])}`).join(",")}}`;
}
