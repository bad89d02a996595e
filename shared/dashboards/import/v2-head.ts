// Variables and marks of the second version, in the words of the first.
import { allValue } from "../variable";
import { entryOf, isRecord, type Json, recordOf, textOf } from "./lenient";

const types: Readonly<Record<string, string>> = {
  QueryVariable: "query",
  TextVariable: "textbox",
  ConstantVariable: "constant",
  DatasourceVariable: "datasource",
  IntervalVariable: "interval",
  CustomVariable: "custom",
  GroupByVariable: "groupby",
  AdhocVariable: "adhoc",
  SwitchVariable: "switch",
};

const hides: Readonly<Record<string, number>> = { hideLabel: 1, hideVariable: 2 };
const refreshes: Readonly<Record<string, number>> = { never: 0, onDashboardLoad: 1, onTimeRangeChanged: 2 };
const sorts: Readonly<Record<string, number>> = {
  alphabeticalAsc: 1,
  alphabeticalDesc: 2,
  numericalAsc: 3,
  numericalDesc: 4,
  alphabeticalCaseInsensitiveAsc: 5,
  alphabeticalCaseInsensitiveDesc: 6,
  naturalAsc: 7,
  naturalDesc: 8,
};

const numbered = (words: Readonly<Record<string, number>>, value: unknown): unknown => entryOf(words, value) ?? value;

export function classicVariable(variable: Json): Json {
  const { kind, spec: given } = variable;
  const spec = recordOf(given);
  const type = entryOf(types, kind) ?? textOf(kind);
  const common = {
    ...spec,
    type,
    hide: numbered(hides, spec.hide),
    refresh: numbered(refreshes, spec.refresh),
    sort: numbered(sorts, spec.sort),
    datasource: sourceOf(sourceHolder(variable, spec), spec.datasource),
  };
  if (type === "datasource") return { ...common, query: spec.pluginId ?? spec.query };
  if (type === "query" && isRecord(spec.query)) return { ...common, query: recordOf(spec.query).spec };
  if (type === "switch") return { ...common, ...switchOf(spec) };
  return common;
}

/** Of queries the source stands with the query, of filters beside the variable's name. */
const sourceHolder = (variable: Json, spec: Json): unknown => {
  const { group, datasource } = variable;
  return isRecord(spec.query) ? spec.query : { group, datasource };
};

/** A switch is a choice of two. */
function switchOf(spec: Json): Json {
  const values = [textOf(spec.enabledValue) || "true", textOf(spec.disabledValue) || "false"];
  const current = textOf(spec.current);
  const options = values.filter((value) => value !== allValue).map((value) => ({ text: value, value }));
  return { options, multi: false, includeAll: false, current: current === "" ? undefined : { text: current, value: current } };
}

/** The kind of a source stands in `group`, or in `kind` in the first drafts; its name may be left out. */
export function sourceOf(query: unknown, before: unknown): unknown {
  const { kind, group, datasource } = recordOf(query);
  const isNamedKind = typeof kind === "string" && !/^(DataQuery|PanelQuery)$|Variable$/.test(kind);
  const type = textOf(group) || (isNamedKind ? kind : "");
  const name = textOf(recordOf(datasource).name) || textOf(recordOf(datasource).uid);
  if (name === "" && isRecord(before)) return before;
  if (type === "" && name === "") return undefined;
  return { ...(type === "" ? {} : { type }), ...(name === "" ? {} : { uid: name }) };
}

export function classicAnnotation({ spec: given }: Json): Json {
  const spec = recordOf(given);
  const query = recordOf(spec.query);
  return {
    ...recordOf(spec.legacyOptions),
    name: spec.name,
    enable: spec.enable,
    hide: spec.hide,
    iconColor: spec.iconColor,
    builtIn: spec.builtIn,
    datasource: sourceOf(query, spec.datasource),
    target: query.spec ?? spec.target,
    ...recordOf(query.spec),
  };
}
