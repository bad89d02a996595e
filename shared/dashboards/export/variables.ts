// Variables in the words of Grafana.
import { assertNever } from "../../model/failure";
import type { Chosen, Variable } from "../variable";
import type { NameSource } from "./sources";

const hides = { no: 0, label: 1, variable: 2 };
const refreshes = { never: 0, load: 1, time: 2 };
const sorts = [
  "none",
  "alphabetical",
  "alphabetical-desc",
  "numerical",
  "numerical-desc",
  "alphabetical-ci",
  "alphabetical-ci-desc",
  "natural",
  "natural-desc",
];

export function exportVariable(variable: Variable, nameSource: NameSource): object {
  const { name, label, description } = variable;
  const common = {
    name,
    ...(label === "" ? {} : { label }),
    ...(description === "" ? {} : { description }),
    hide: hides[variable.hide],
  };
  switch (variable.kind) {
    case "query": {
      const datasource = nameSource(variable.source, "prometheus");
      return {
        type: "query",
        ...common,
        ...choosing(variable),
        ...(datasource === undefined ? {} : { datasource }),
        definition: variable.query,
        query: variable.query,
        refresh: refreshes[variable.refresh],
        regex: variable.regex,
        sort: sorts.indexOf(variable.sort),
      };
    }
    case "datasource":
      return { type: "datasource", ...common, ...choosing(variable), query: variable.query, refresh: 1, regex: variable.regex };
    case "custom":
      return { type: "custom", ...common, ...choosing(variable), query: variable.query };
    case "textbox": {
      const text = variable.current.values[0] ?? "";
      return { type: "textbox", ...common, query: text, current: { text, value: text } };
    }
    case "interval":
      return {
        type: "interval",
        ...common,
        current: currentOf(variable.current, false),
        query: variable.query,
        auto: variable.auto,
        auto_count: variable.autoCount,
        auto_min: variable.autoMin,
        refresh: 2,
      };
    case "constant":
      return { type: "constant", ...common, query: variable.query };
    case "adhoc": {
      const datasource = nameSource(variable.source, "prometheus");
      return { type: "adhoc", ...common, ...(datasource === undefined ? {} : { datasource }), filters: variable.filters };
    }
    default:
      return assertNever(variable);
  }
}

interface Choosing {
  multi: boolean;
  includeAll: boolean;
  allValue: string;
  current: Chosen;
}

const choosing = ({ multi, includeAll, allValue, current }: Choosing): object => ({
  multi,
  includeAll,
  ...(allValue === "" ? {} : { allValue }),
  current: currentOf(current, multi),
  options: [],
});

function currentOf({ values, texts }: Chosen, isMulti: boolean): object {
  if (values.length === 0) return {};
  return isMulti ? { text: texts, value: values } : { text: texts[0] ?? "", value: values[0] ?? "" };
}
