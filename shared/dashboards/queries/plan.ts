// What a panel has to ask: its queries with everything filled in, and when, how far back and how close the points are.
import type { Milliseconds } from "../../units/time";
import type { Panel, PanelQuery } from "../panel";
import type { AbsoluteRange } from "../panel-data";
import { offsetIn } from "../time/zone";
import { addFilters } from "../variables/adhoc";
import { adhocFilters } from "../variables/adhoc-filter";
import { fillName, fillQuery, fillText } from "../variables/fill";
import { type Scope, withLocals } from "../variables/scope";
import { intervalFor, intervalText, parseInterval, rateInterval, withinMostPoints } from "./interval";
import { panelRange } from "./panel-range";

export interface PlannedQuery {
  refId: string;
  /** The id that `query.*` takes. */
  source: string;
  expr: string;
  kind: "range" | "instant";
  /** A range query is asked for all of it, an instant query for its end. */
  startMs: number;
  endMs: number;
  stepMs: number;
  query: PanelQuery;
  /** With `{{label}}` left in it. */
  legendFormat: string;
  /** Why it cannot be asked, in a sentence. */
  unsupported?: string;
}

export interface PlanInput {
  scope: Scope;
  /** Of the panel, in px: so many points at most. */
  width: number;
  /** Answers queries that name no source. */
  defaultSource: string;
  /** How often a source has new samples. */
  scrapeIntervalMs(source: string): Milliseconds;
}

export interface PanelPlan {
  queries: PlannedQuery[];
  /** The panel's own where it has one. */
  range: AbsoluteRange;
  /** In words, where the range is not the dashboard's: `Last 1 hour, 1 day earlier`. */
  rangeNote?: string;
  /** With `__interval` and its kin. */
  scope: Scope;
}

export function planPanel(panel: Panel, input: PlanInput): PanelPlan {
  const { range, rawRange, note } = panelRange(panel.queryOptions, input.scope);
  const scope = { ...input.scope, range, rawRange };
  const asked = panel.queries.filter(({ hide, expr }) => !hide && expr.trim() !== "");
  const planned = asked.map((query) => planQuery(query, panel, { ...input, scope }));
  const first = planned[0]?.scope ?? planQuery(unaskedQuery, panel, { ...input, scope }).scope;
  const plan: PanelPlan = { queries: planned.flatMap(({ queries }) => queries), range, scope: first };
  return note === undefined ? plan : { ...plan, rangeNote: note };
}

/** Titles and links of a panel that asks nothing may hold `$__interval` too. */
const unaskedQuery: PanelQuery = {
  refId: "",
  source: "",
  language: "promql",
  expr: "",
  legendFormat: "",
  mode: "instant",
  format: "time_series",
  minStep: "",
  intervalFactor: 1,
  hide: false,
};

function planQuery(query: PanelQuery, panel: Panel, input: PlanInput): { queries: PlannedQuery[]; scope: Scope } {
  const source = sourceOf(query, input);
  const scrapeMs = input.scrapeIntervalMs(source);
  const step = stepOf(query, panel, input, scrapeMs);
  const scope = withLocals(input.scope, intervalLocals(step));
  const kinds = query.mode === "both" ? (["range", "instant"] as const) : [query.mode];
  const unsupported = whyUnsupported(query, source);
  const filled = {
    refId: query.refId,
    source,
    expr: withAdhocFilters(fillQuery(query.expr, scope), source, query, input),
    stepMs: step.stepMs,
    query,
    legendFormat: fillText(query.legendFormat, scope),
    ...(unsupported === undefined ? {} : { unsupported }),
  };
  const queries = kinds.map((kind) => ({ ...filled, kind, ...spanOf(kind, scope, step.stepMs) }));
  return { queries, scope };
}

/** The dashboard's own source, and a variable of sources, may be what a query names. */
function sourceOf({ source }: PanelQuery, { scope, defaultSource }: PlanInput): string {
  const filled = fillName(source, scope);
  return filled === "" || filled === "default" ? defaultSource : filled;
}

interface Step {
  stepMs: Milliseconds;
  rateMs: Milliseconds;
}

const isVariable = (text: string): boolean => /^\$(?:__(?:rate_)?interval|\{__(?:rate_)?interval\})$/.test(text.trim());

function stepOf(query: PanelQuery, panel: Panel, { scope, width }: PlanInput, scrapeMs: Milliseconds): Step {
  const rangeMs = scope.range.to - scope.range.from;
  const { maxDataPoints, minInterval } = panel.queryOptions;
  const points = maxDataPoints ?? (width >= 1 ? Math.round(width) : 1000);
  const leastOfPanel = parseInterval(fillText(minInterval ?? "", scope)) ?? scrapeMs;
  const interval = intervalFor(rangeMs, points, leastOfPanel);
  const ownLeast = isVariable(query.minStep) ? undefined : parseInterval(fillText(query.minStep, scope));
  const wanted = Math.max(interval, ownLeast ?? 0);
  const rateMs = rateInterval(wanted, ownLeast ?? scrapeMs);
  // A query may ask to be asked as far apart as its rates look back.
  if (query.minStep.includes("__rate_interval")) return { stepMs: withinMostPoints(rateMs, rangeMs), rateMs };
  const stepMs = withinMostPoints(Math.round(wanted * query.intervalFactor), rangeMs);
  return { stepMs, rateMs: rateInterval(stepMs, ownLeast ?? scrapeMs) };
}

const intervalLocals = ({ stepMs, rateMs }: Step): ReadonlyMap<string, string> =>
  new Map([
    ["__interval", intervalText(stepMs)],
    ["__interval_ms", String(stepMs)],
    ["__rate_interval", intervalText(rateMs)],
    ["__rate_interval_ms", String(rateMs)],
  ]);

/** Both ends on whole steps of the time zone, so that the points stay where they are while the range moves on. */
function spanOf(kind: "range" | "instant", { range, timeZone }: Scope, stepMs: Milliseconds) {
  if (kind === "instant") return { startMs: range.from, endMs: range.to };
  const offset = offsetIn(range.to, timeZone);
  const floor = (at: number) => Math.floor((at + offset) / stepMs) * stepMs - offset;
  return { startMs: floor(range.from), endMs: floor(range.to) };
}

function withAdhocFilters(expr: string, source: string, query: PanelQuery, { scope, defaultSource }: PlanInput): string {
  if (query.language !== "promql") return expr;
  const filters = [...scope.variables.values()].flatMap((scoped) => {
    if (scoped.variable.kind !== "adhoc") return [];
    const about = fillName(scoped.variable.source, scope) || defaultSource;
    return about === source ? adhocFilters(scoped) : [];
  });
  return addFilters(expr, filters);
}

const languageNames = new Map([
  ["logql", "LogQL"],
  ["sql", "SQL"],
  ["traceql", "TraceQL"],
]);

function whyUnsupported({ language, refId }: PanelQuery, source: string): string | undefined {
  if (language !== "promql") {
    const name = languageNames.get(language) ?? `for “${language}”`;
    return `Query ${refId} is ${name}, and only PromQL can be asked so far; it is kept as it is.`;
  }
  if (/[${}]/.test(source))
    return `Query ${refId} asks the source “${source}”, which is not known here: choose another one in the query.`;
  return undefined;
}
