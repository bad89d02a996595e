// One variable, of the words for all kinds of it.
import { allValue, type Chosen, type Variable } from "../variable";
import { chosenOf } from "./chosen";
import { entryOf, flagOf, isRecord, type Json, numberOf, recordsOf, textOf } from "./lenient";
import type { Site } from "./site";
import type { Sources } from "./sources";

export interface VariableContext {
  name: string;
  inside: string;
  site: Site;
  sources: Sources;
}

type QueryVariable = Extract<Variable, { kind: "query" }>;

const none: Chosen = { values: [], texts: [] };

export function convertVariable(given: Json, context: VariableContext): Variable | undefined {
  const { name, inside, site, sources } = context;
  const common = { name, label: textOf(given.label), description: textOf(given.description), hide: hideOf(given) };
  const choosing = choosingOf(given);
  switch (textOf(given.type)) {
    case "query":
      return { kind: "query", ...common, ...choosing, ...queryOf(given, context) };
    case "datasource":
      return {
        kind: "datasource",
        ...common,
        ...choosing,
        query: textOf(given.query) || "prometheus",
        regex: textOf(given.regex),
      };
    case "custom":
      if (given.valuesFormat === "json")
        site.lost(`${inside}.valuesFormat`, "The choices of a variable cannot be written as JSON here.");
      return { kind: "custom", ...common, ...choosing, query: textOf(given.query) || queryOfOptions(given) };
    case "switch":
      site.converted(inside, `The switch ${JSON.stringify(name)} became a list of its two values.`);
      return { kind: "custom", ...common, ...choosing, query: queryOfOptions(given) };
    case "textbox": {
      const text = chosenOf(given.current)?.values[0] ?? textOf(given.query);
      return { kind: "textbox", ...common, current: { values: [text], texts: [text] } };
    }
    case "constant":
      return { kind: "constant", ...common, query: textOf(given.query) || (chosenOf(given.current)?.values[0] ?? "") };
    case "interval":
      return {
        kind: "interval",
        ...common,
        current: choosing.current,
        query: textOf(given.query)
          .replaceAll(/(^|,)auto(?=,|$)/g, "")
          .replace(/^,/, ""),
        auto: flagOf(given.auto) || /(^|,)auto(,|$)/.test(textOf(given.query)),
        autoCount: Math.min(10_000, Math.max(1, Math.round(numberOf(given.auto_count) ?? 30))),
        autoMin: textOf(given.auto_min) || "10s",
      };
    case "adhoc": {
      const filters = recordsOf(given.filters).map(({ value: filter }) => ({
        key: textOf(filter.key),
        operator: textOf(filter.operator) || "=",
        value: textOf(filter.value),
      }));
      return { kind: "adhoc", ...common, source: sources.refOf(given.datasource).source, filters };
    }
    case "groupby":
      site.lost(
        inside,
        `The variable ${JSON.stringify(name)} groups queries by labels that the viewer chooses, which is not done here.`,
      );
      return undefined;
    default:
      site.lost(
        inside,
        `The variable ${JSON.stringify(name)} is of a kind that is not known here, ${JSON.stringify(textOf(given.type).slice(0, 60))}.`,
      );
      return undefined;
  }
}

function choosingOf(given: Json) {
  const includeAll = flagOf(given.includeAll);
  const saved = recordsOf(given.options).find(({ value }) => flagOf(value.selected))?.value;
  const current = chosenOf(given.current) ?? chosenOf(saved) ?? none;
  // The text of a query stood for all of them in the oldest files.
  const isAll = includeAll && current.texts.length === 1 && current.texts[0] === "All" && current.values.length === 1;
  return {
    multi: flagOf(given.multi),
    includeAll,
    allValue: textOf(given.allValue),
    current: isAll || current.values.includes(allValue) ? { values: [allValue], texts: ["All"] } : current,
  };
}

function queryOf(
  given: Json,
  { inside, site, sources, name }: VariableContext,
): Pick<QueryVariable, "source" | "query" | "regex" | "refresh" | "sort"> {
  const ref = sources.refOf(given.datasource);
  const isOurs = ref.kind === "" || ref.kind === "prometheus" || ref.kind === "loki";
  if (!isOurs || ref.special !== undefined) {
    site.lost(
      inside,
      `The values of the variable ${JSON.stringify(name)} come from ${ref.kind.slice(0, 60)}, which cannot be asked here.`,
    );
  }
  return {
    source: ref.source,
    query: isRecord(given.query)
      ? queryText(given.query, textOf(given.definition))
      : textOf(given.query) || textOf(given.definition),
    regex: textOf(given.regex),
    refresh: refreshOf(given.refresh),
    sort: entryOf(sorts, given.sort) ?? "none",
  };
}

/** Editors of today keep the parts of a query apart. */
function queryText(query: Json, definition: string): string {
  const whole = textOf(query.query) || textOf(query.__legacyStringValue) || textOf(query.expr);
  if (whole !== "") return whole;
  const label = textOf(query.label);
  const selector = textOf(query.stream) || textOf(query.metric);
  // A query for Loki says by number whether it wants names (0) or values (1).
  if ("stream" in query || "type" in query)
    return textOf(query.type) === "1" && label !== "" ? labelValues(selector, label) : "label_names()";
  return label === "" ? definition : labelValues(selector, label);
}

const labelValues = (selector: string, label: string): string =>
  selector === "" ? `label_values(${label})` : `label_values(${selector}, ${label})`;

const sorts: Readonly<Record<string, QueryVariable["sort"]>> = {
  "0": "none",
  "1": "alphabetical",
  "2": "alphabetical-desc",
  "3": "numerical",
  "4": "numerical-desc",
  "5": "alphabetical-ci",
  "6": "alphabetical-ci-desc",
  "7": "natural",
  "8": "natural-desc",
};

function refreshOf(given: unknown): QueryVariable["refresh"] {
  if (given === 0 || given === false || given === "0") return "never";
  return given === 2 || given === "2" ? "time" : "load";
}

function hideOf(given: Json): Variable["hide"] {
  if (textOf(given.hide) === "2") return "variable";
  return textOf(given.hide) === "1" || flagOf(given.hideLabel) ? "label" : "no";
}

/** Choices as they are listed, in the way that they are typed. */
function queryOfOptions(given: Json): string {
  const choices = recordsOf(given.options).filter(({ value }) => textOf(value.value) !== allValue);
  return choices
    .map(({ value: { text, value } }) => {
      const [label, plain] = [escaped(textOf(text)), escaped(textOf(value))];
      return label === "" || label === plain ? plain : `${label} : ${plain}`;
    })
    .join(",");
}

const escaped = (text: string): string => text.replaceAll(",", "\\,");
