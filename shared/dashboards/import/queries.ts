// The queries of a panel, which Grafana calls targets.
import { refIdAt } from "../change/queries";
import type { PanelQuery } from "../panel";
import { flagOf, isRecord, type Json, listOf, numberOf, textOf, without } from "./lenient";
import { mistakeIn } from "./query-check";
import type { Site } from "./site";
import type { SourceRef, Sources } from "./sources";

/** What is ours to read, what only Grafana's editor reads, and what servers of long ago read. */
const read = new Set(
  (
    "refId refID refid datasource expr legendFormat legendformat instant range format interval intervalFactor hide " +
    "editorMode datasourceErrors errors calculatedInterval metric legendLink prometheusLink target $$hashKey dsType queryType " +
    "fullMetaSearch includeNullMetadata useBackend disableTextWrap step key requestId qryType builder expression intervalMs " +
    "maxDataPoints maxLines resolution lastQuery utcOffsetSec valueType query alias hashKey"
  ).split(" "),
);

/** What holds the query itself in the languages of other databases; for people to read. */
const otherTexts = ["expr", "query", "rawSql", "rawQuery", "target", "expression", "queryText"];

export interface TargetContext {
  site: Site;
  sources: Sources;
  /** Of the panel. */
  datasource: unknown;
  isLogs: boolean;
  /** Whether queries that are no PromQL are told. */
  isChecked: boolean;
}

export function convertTargets(given: unknown, context: TargetContext): PanelQuery[] {
  const { site } = context;
  if (given !== undefined && given !== null && !Array.isArray(given)) site.lost(".targets", "Expected a list of queries.");
  const taken = new Set<string>();
  return listOf(given).flatMap((target, index) => {
    if (!isRecord(target)) {
      site.lost(`.targets[${index}]`, "Expected a query, and found something else.");
      return [];
    }
    const query = convertTarget(target, `.targets[${index}]`, context);
    if (query === undefined) return [];
    const refId = freeRefId(textOf(target.refId ?? target.refID ?? target.refid), index, taken);
    taken.add(refId);
    return [{ ...query, refId }];
  });
}

function freeRefId(wanted: string, index: number, taken: ReadonlySet<string>): string {
  if (wanted !== "" && !taken.has(wanted)) return wanted;
  for (let count = wanted === "" ? index : 0; ; count++) {
    const refId = refIdAt(count);
    if (!taken.has(refId)) return refId;
  }
}

function convertTarget(target: Json, inside: string, context: TargetContext): PanelQuery | undefined {
  const { site, sources } = context;
  const own = target.datasource ?? undefined;
  const panelRef = isMixed(context.datasource) ? undefined : context.datasource;
  const ref = sources.refOf(own ?? panelRef);
  // An empty line of the query editor.
  if (isBlank(target)) return undefined;
  const language = languageOf(target, ref, context.isLogs);
  const base = { refId: "", source: ref.source, language, hide: flagOf(target.hide), ...stepsOf(target) };
  if (language !== "promql" && language !== "logql") {
    site.lost(inside, reasonAgainst(language));
    const expr = otherTexts.map((name) => textOf(target[name])).find((text) => text !== "") ?? "";
    return { ...base, expr, legendFormat: textOf(target.alias), mode: "range", format: "time_series", kept: target };
  }
  const expr = textOf(target.expr);
  if (hasDots(expr)) {
    site.note(`${inside}.expr`, "The query holds a literal `...`, as if a part of it was left out; it is kept as it is.");
  } else if (language === "promql" && context.isChecked) {
    const mistake = mistakeIn(expr);
    if (mistake !== undefined) site.note(`${inside}.expr`, `This query is not PromQL, and is kept as it is: ${mistake}.`);
  }
  if (flagOf(target.exemplar))
    site.noteForAll(`${inside}.exemplar`, "Exemplars are not drawn; the queries are asked without them.");
  const kept = without(target, read);
  if (kept.exemplar === false) delete kept.exemplar;
  return {
    ...base,
    expr,
    legendFormat: textOf(target.legendFormat ?? target.legendformat),
    mode: modeOf(target),
    format: formatOf(target.format),
    ...(Object.keys(kept).length > 0 ? { kept } : {}),
  };
}

const isMixed = (datasource: unknown): boolean =>
  datasource === "-- Mixed --" || (isRecord(datasource) && datasource.uid === "-- Mixed --");

const isBlank = (target: Json): boolean =>
  Object.keys(target).every((name) => name !== "panelId" && (read.has(name) || name === "exemplar")) &&
  otherTexts.every((name) => textOf(target[name]) === "") &&
  target.type === undefined;

function languageOf(target: Json, ref: SourceRef, isLogs: boolean): string {
  if (ref.special === "expression") return "expression";
  if (ref.special === "grafana" || ref.special === "dashboard") return ref.special;
  if (ref.kind === "prometheus") return "promql";
  if (ref.kind === "loki") return "logql";
  if (ref.kind !== "" && !(typeof target.expr === "string" && !knownOthers.has(ref.kind))) return ref.kind;
  if (typeof target.expr === "string") return isLogs || /loki/i.test(ref.source) ? "logql" : "promql";
  if (typeof target.rawSql === "string") return "sql";
  if ("measurement" in target) return "influxdb";
  if ("bucketAggs" in target) return "elasticsearch";
  if (typeof target.target === "string") return "graphite";
  return "unknown";
}

/** Databases with queries that are also called `expr`, or none. */
const knownOthers = new Set([
  "cloudwatch",
  "influxdb",
  "graphite",
  "elasticsearch",
  "mysql",
  "postgres",
  "tempo",
  "jaeger",
  "zabbix",
]);

function reasonAgainst(language: string): string {
  switch (language) {
    case "expression":
      return "Grafana works this expression out on its server; write it as PromQL instead. It is kept.";
    case "grafana":
      return "This asks Grafana itself, which is not here.";
    case "dashboard":
      return "This shows the answers of another panel that is not in the file.";
    case "unknown":
      return "It is not said which kind of database this query is for; it is kept.";
    default:
      return `Queries for ${language.slice(0, 60)} cannot be answered here; the query is kept.`;
  }
}

function stepsOf(target: Json): Pick<PanelQuery, "minStep" | "intervalFactor"> {
  const factor = numberOf(target.intervalFactor) ?? 1;
  return { minStep: textOf(target.interval).trim(), intervalFactor: factor >= 1 && factor <= 100 ? factor : 1 };
}

function modeOf(target: Json): PanelQuery["mode"] {
  if (target.queryType === "instant") return "instant";
  if (!flagOf(target.instant)) return "range";
  return flagOf(target.range) ? "both" : "instant";
}

function formatOf(format: unknown): PanelQuery["format"] {
  return format === "table" || format === "heatmap" ? format : "time_series";
}

/** `rate(x[5m]) + ...`; inside quotes three dots may be a regular expression. Quotes that nothing ends reach to the end. */
function hasDots(expr: string): boolean {
  return (
    expr.includes("...") &&
    expr.replaceAll(/"(?:[^"\\]|\\[\s\S]?)*(?:"|$)|'(?:[^'\\]|\\[\s\S]?)*(?:'|$)|`[^`]*(?:`|$)/g, "").includes("...")
  );
}
