// The answers of the user to what a file leaves open: which data sources, and which constants.
import type { Dashboard } from "../dashboard";
import { recordOf } from "./lenient";
import type { ImportedDashboard } from "./outcome";

/** `choice`: by a placeholder's id the id of a source here; empty for the one of the top bar. What is not in it stays as it is. */
export function mapSources({ dashboard }: Pick<ImportedDashboard, "dashboard">, choice: ReadonlyMap<string, string>): Dashboard {
  const mapped = (source: string): string => choice.get(source) ?? source;
  return {
    ...dashboard,
    source: mapped(dashboard.source),
    variables: dashboard.variables.map((variable) => {
      if (variable.kind === "query" || variable.kind === "adhoc") return { ...variable, source: mapped(variable.source) };
      if (variable.kind !== "datasource") return variable;
      return { ...variable, current: { ...variable.current, values: variable.current.values.map(mapped) } };
    }),
    annotations: dashboard.annotations.map((annotation) => ({ ...annotation, source: mapped(annotation.source) })),
    elements: Object.fromEntries(
      Object.entries(dashboard.elements).map(([name, panel]) => [
        name,
        { ...panel, queries: panel.queries.map((query) => ({ ...query, source: mapped(query.source) })) },
      ]),
    ),
  };
}

/** Puts values, by name, in the place of `${NAME}` wherever the file asks for them. */
export function withConstants({ dashboard, constants }: ImportedDashboard, values: ReadonlyMap<string, string>): Dashboard {
  const texts = new Map(constants.map(({ name, value }) => [`\${${name}}`, values.get(name) ?? value]));
  if (texts.size === 0) return dashboard;
  const fill = (value: unknown): unknown => {
    if (typeof value === "string") return [...texts].reduce((text, [mark, chosen]) => text.replaceAll(mark, () => chosen), value);
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fill(item)]));
  };
  return { ...dashboard, ...recordOf(fill(dashboard)), uid: dashboard.uid };
}
