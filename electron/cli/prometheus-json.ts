// What `watchdeck query` prints: the JSON of Prometheus's HTTP API (https://prometheus.io/docs/prometheus/latest/querying/api/), so
// that what reads the one reads the other.
import { assertNever, type Failure, type FailureKind } from "#shared/model/failure";
import type { InstantResult, Series } from "#shared/model/series";
import { answerJson, type Remarks } from "../engine/prometheus-api/answer-json";

export const instantJson = (result: InstantResult, remarks: Remarks): string => [...answerJson(result, remarks)].join("");

export const rangeJson = (series: Series[], remarks: Remarks): string => instantJson({ kind: "matrix", series }, remarks);

export function failureJson(failure: Failure): string {
  return JSON.stringify({ status: "error", ...toldAs(failure) });
}

function toldAs({ kind, say, diagnostics = [] }: Failure): { errorType: string; error: string } {
  const [first] = diagnostics;
  if (kind !== "bad-query" || !first) return { errorType: errorType(kind), error: say };
  if (/: parse error: /.test(say)) return { errorType: "bad_data", error: `invalid parameter "query": ${say}` };
  // What only the evaluation finds has no place in a server's answer.
  if (say === `${first.place.line}:${first.place.column}: ${first.message}`) {
    return { errorType: "execution", error: first.message };
  }
  const places = diagnostics.map(({ place, message }) => `${place.line}:${place.column}: ${message}`);
  return { errorType: "bad_data", error: places.join("; ") };
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
    case "too-large":
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
