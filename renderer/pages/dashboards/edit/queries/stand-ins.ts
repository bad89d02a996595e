// What a query of a dashboard may hold in place of text, for the completion behind a `$`.
import type { Variable } from "#shared/dashboards/variable";
import type { StandIn } from "../../../../components/promql-editor/promql-extension";

const macros: readonly StandIn[] = [
  { name: "$__rate_interval", about: "for rate() and increase(): at least four scrapes" },
  { name: "$__interval", about: "the time between two points" },
  { name: "$__interval_ms", about: "the same, in milliseconds" },
  { name: "$__range", about: "the whole time range" },
  { name: "$__range_s", about: "the whole range, in seconds" },
  { name: "$__range_ms", about: "the whole range, in milliseconds" },
  { name: "$__from", about: "the start of the range, epoch ms" },
  { name: "$__to", about: "the end of the range, epoch ms" },
];

/** The dashboard's variables first. */
export const standIns = (variables: readonly Variable[]): readonly StandIn[] => [
  ...variables
    .filter(({ kind }) => kind !== "adhoc")
    .map(({ name, label, kind }) => ({ name: `$${name}`, about: label || kind })),
  ...macros,
];
