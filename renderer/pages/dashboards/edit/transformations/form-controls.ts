// The forms of the transformations that need no more than a few controls.
import type { Control } from "../../../../panels/panel";

const group = "Options";

/** Undefined for a transformation without such a form. */
export function formControls(id: string, fieldNames: readonly string[]): readonly Control[] | undefined {
  const fields = fieldNames.map((name) => ({ value: name, label: name }));
  switch (id) {
    case "joinByField":
      return [
        { kind: "choice", path: "byField", label: "By the field", group, choices: [{ value: "", label: "Time" }, ...fields] },
        {
          kind: "choice",
          path: "mode",
          label: "Rows",
          group,
          choices: [
            { value: "outer", label: "All, with gaps" },
            { value: "inner", label: "Only those that all tables have" },
          ],
        },
      ];
    case "renameByRegex":
      return [
        { kind: "text", path: "regex", label: "Names that match", group, placeholder: "(.*)" },
        {
          kind: "text",
          path: "renamePattern",
          label: "Become",
          group,
          about: "$1 is what the first group matched.",
          placeholder: "$1",
        },
      ];
    case "reduce":
      return [
        {
          kind: "choice",
          path: "mode",
          label: "Into",
          group,
          choices: [
            { value: "seriesToRows", label: "A row for each series" },
            { value: "reduceFields", label: "One row of the same fields" },
          ],
        },
        { kind: "calcs", isMulti: true, path: "reducers", label: "Calculations", group },
        {
          kind: "switch",
          path: "labelsToFields",
          label: "Labels as columns",
          group,
          isShown: ({ mode }) => mode === "seriesToRows",
        },
        {
          kind: "switch",
          path: "includeTimeField",
          label: "With the time",
          group,
          isShown: ({ mode }) => mode === "reduceFields",
        },
      ];
    case "labelsToFields":
      return [
        {
          kind: "choice",
          path: "mode",
          label: "Labels become",
          group,
          choices: [
            { value: "columns", label: "Columns" },
            { value: "rows", label: "Rows" },
          ],
        },
        { kind: "words", path: "keepLabels", label: "Only these labels", group, placeholder: "All" },
        {
          kind: "text",
          path: "valueLabel",
          label: "Label that names the value",
          group,
          placeholder: "None",
          isShown: ({ mode }) => mode === "columns",
        },
      ];
    case "limit":
      return [{ kind: "number", path: "limitField", label: "At most", group, min: 1, step: 1, unit: "rows" }];
    default:
      return undefined;
  }
}
