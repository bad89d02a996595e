import { readFileSync } from "node:fs";

/** What the parser of Prometheus 3.14 makes of a query: what the server says, or the query printed and laid out. */
export type RecordedQuery =
  | { query: string; refused: string }
  | { query: string; refused?: undefined; printed: string; formatted: string };

/** A line each, as they were recorded. */
export function recordedQueries(): RecordedQuery[] {
  const text = readFileSync(new URL("../fixtures/promql/parsed-by-prometheus-3.14.jsonl", import.meta.url), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as RecordedQuery);
}
