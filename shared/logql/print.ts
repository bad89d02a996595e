// Queries as text, always written the same way. What a click changes is not printed but edited: see change.ts.
import type {
  Binary,
  Extraction,
  Grouping,
  LabelFilter,
  LogExpr,
  LogqlQuery,
  LogRange,
  MetricExpr,
  Selector,
  Stage,
} from "./ast";
import { quoted, quotedShort } from "./quoted";

export const printLogql = (query: LogqlQuery): string =>
  query.kind === "lines" ? printLog(query.expr) : printMetric(query.expr);

export const printLog = ({ selector, stages }: Pick<LogExpr, "selector" | "stages">): string =>
  [printSelector(selector), ...stages.map(printStage)].join(" ");

const printSelector = ({ matchers }: Selector): string =>
  `{${matchers.map(({ name, operator, value }) => `${name}${operator}${quotedShort(value)}`).join(", ")}}`;

function printStage(stage: Stage): string {
  switch (stage.type) {
    case "line-filter":
      return `${stage.operator} ${stage.values.map(({ value, isIp }) => (isIp ? `ip(${quoted(value)})` : quotedShort(value))).join(" or ")}`;
    case "json":
      return ["| json", ...printExtractions(stage.extractions)].join(" ");
    case "logfmt": {
      const flags = [...(stage.isStrict ? ["--strict"] : []), ...(stage.keepsEmpty ? ["--keep-empty"] : [])];
      return ["| logfmt", ...flags, ...printExtractions(stage.extractions)].join(" ");
    }
    case "regexp":
    case "pattern":
      return `| ${stage.type} ${quotedShort(stage.pattern)}`;
    case "unpack":
    case "decolorize":
      return `| ${stage.type}`;
    case "label-filter":
      return `| ${printFilter(stage.filter)}`;
    case "line-format":
      return `| line_format ${quotedShort(stage.template)}`;
    case "label-format":
      return `| label_format ${stage.formats
        .map(({ name, source }) => `${name}=${source.kind === "label" ? source.name : quotedShort(source.text)}`)
        .join(", ")}`;
    case "drop":
    case "keep":
      return `| ${stage.type} ${stage.labels
        .map(({ name, matcher }) => (matcher ? `${name}${matcher.operator}${quotedShort(matcher.value)}` : name))
        .join(", ")}`;
  }
}

/** One argument, with commas in it. */
const printExtractions = (extractions: readonly Extraction[]): string[] =>
  extractions.length === 0
    ? []
    : [extractions.map(({ name, expression }) => (name === expression ? name : `${name}=${quotedShort(expression)}`)).join(", ")];

function printFilter(filter: LabelFilter): string {
  switch (filter.type) {
    case "match":
      return `${filter.name}${filter.operator}${quotedShort(filter.value)}`;
    case "ip":
      return `${filter.name}${filter.operator}ip(${quoted(filter.value)})`;
    case "compare":
      return `${filter.name} ${filter.operator} ${filter.text}`;
    case "either":
      return `${printFilter(filter.left)} or ${printFilter(filter.right)}`;
    case "both":
      return `${printBelowAnd(filter.left)} and ${printBelowAnd(filter.right)}`;
  }
}

const printBelowAnd = (filter: LabelFilter): string =>
  filter.type === "either" ? `(${printFilter(filter)})` : printFilter(filter);

export function printMetric(expr: MetricExpr): string {
  switch (expr.type) {
    case "number":
      return String(expr.value);
    case "vector":
      return `vector(${expr.value})`;
    case "paren":
      return `(${printMetric(expr.expr)})`;
    case "range-aggregation": {
      const parameter = expr.parameter === undefined ? "" : `${expr.parameter}, `;
      const grouping = expr.grouping ? ` ${printGrouping(expr.grouping)}` : "";
      return `${expr.operation}(${parameter}${printRange(expr)})${grouping}`;
    }
    case "vector-aggregation": {
      const grouping = expr.grouping ? ` ${printGrouping(expr.grouping)} ` : "";
      const parameter = expr.parameter ? `${expr.parameter.text}, ` : "";
      return `${expr.operation}${grouping}(${parameter}${printMetric(expr.expr)})`;
    }
    case "label-replace": {
      const texts = [expr.destination, expr.replacement, expr.source, expr.pattern].map(quotedShort);
      return `label_replace(${[printMetric(expr.expr), ...texts].join(", ")})`;
    }
    case "binary":
      return `${printMetric(expr.left)} ${printOperator(expr)} ${printMetric(expr.right)}`;
    case "variants":
      return `variants(${expr.exprs.map(printMetric).join(", ")}) of (${printRange(expr.of)})`;
  }
}

const printGrouping = ({ mode, labels }: Grouping): string => `${mode} (${labels.join(", ")})`;

function printRange({ log, unwrap, range, offset }: LogRange): string {
  const parts = [printLog(log)];
  if (unwrap) {
    parts.push(`| unwrap ${unwrap.conversion ? `${unwrap.conversion}(${unwrap.label})` : unwrap.label}`);
    parts.push(...unwrap.filters.map(({ filter }) => `| ${printFilter(filter)}`));
  }
  parts.push(`[${range.text}]`);
  if (offset) parts.push(`offset ${offset.text}`);
  return parts.join(" ");
}

function printOperator({ operator, returnBool, matching }: Binary): string {
  const parts: string[] = [operator];
  if (returnBool) parts.push("bool");
  if (matching) parts.push(`${matching.mode} (${matching.labels.join(", ")})`);
  const group = matching?.group;
  if (group) parts.push(`group_${group.side}${group.include.length > 0 ? ` (${group.include.join(", ")})` : ""}`);
  return parts.join(" ");
}
