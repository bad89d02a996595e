// What a link to a trace reproduces beside the trace: the view, the span, what is filtered. A link is text from anywhere: every
// field is repaired by itself. Other parameters of the address stay as they are.

const traceViews = ["waterfall", "flame", "statistics", "spans", "events"] as const;
export type TraceViewName = (typeof traceViews)[number];

export interface TraceAddress {
  view: TraceViewName;
  spanId?: string | undefined;
  /** Words to find; `onlyMatches` hides what does not match. */
  find: string;
  onlyMatches: boolean;
  criticalOnly: boolean;
  errorsOnly: boolean;
  /** Share of the trace's time below which spans are hidden, from 0 to 1; 0 hides none. */
  leastShare: number;
  foldsRuns: boolean;
  /** Names of services that are not shown. */
  hidden: string[];
}

const longestWords = 500;

export function readTraceAddress(params: URLSearchParams): TraceAddress {
  const view = traceViews.find((name) => name === params.get("view")) ?? "waterfall";
  const share = Number(params.get("least") ?? 0);
  const spanId = params.get("span") ?? "";
  return {
    view,
    spanId: /^[0-9a-fA-F]{1,32}$/.test(spanId) ? spanId.toLowerCase() : undefined,
    find: (params.get("find") ?? "").slice(0, longestWords),
    onlyMatches: params.get("only") === "matches",
    criticalOnly: params.get("critical") === "1",
    errorsOnly: params.get("errors") === "1",
    leastShare: Number.isFinite(share) && share > 0 && share <= 1 ? share : 0,
    foldsRuns: params.get("runs") !== "open",
    hidden: params.getAll("without"),
  };
}

const ownNames = ["view", "span", "find", "only", "critical", "errors", "least", "runs", "without"];

/** The same parameters with those of the trace page put anew. */
export function writeTraceAddress(address: TraceAddress, before: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(before);
  for (const name of ownNames) params.delete(name);
  if (address.view !== "waterfall") params.set("view", address.view);
  if (address.spanId !== undefined) params.set("span", address.spanId);
  if (address.find !== "") params.set("find", address.find);
  if (address.find !== "" && address.onlyMatches) params.set("only", "matches");
  if (address.criticalOnly) params.set("critical", "1");
  if (address.errorsOnly) params.set("errors", "1");
  if (address.leastShare > 0) params.set("least", String(address.leastShare));
  if (!address.foldsRuns) params.set("runs", "open");
  for (const name of address.hidden) params.append("without", name);
  return params;
}
