import type { Dashboard } from "#shared/dashboards/dashboard";
import type { Variable } from "#shared/dashboards/variable";
import { namesIn } from "#shared/dashboards/variables/references";

/** The dashboard with other ids for its sources. Where it names none, or a variable, that stays. */
export function withSources(dashboard: Dashboard, idOf: (source: string) => string): Dashboard {
  const renamed = (source: string) => (source === "" || namesIn(source).size > 0 ? source : idOf(source));
  const variable = (one: Variable): Variable => {
    if ("source" in one) return { ...one, source: renamed(one.source) };
    if (one.kind !== "datasource") return one;
    return { ...one, current: { ...one.current, values: one.current.values.map(renamed) } };
  };
  const elements = Object.entries(dashboard.elements).map(([name, panel]) => {
    const queries = panel.queries.map((query) => ({ ...query, source: renamed(query.source) }));
    return [name, { ...panel, queries }] as const;
  });
  return {
    ...dashboard,
    source: renamed(dashboard.source),
    variables: dashboard.variables.map(variable),
    annotations: dashboard.annotations.map((one) => ({ ...one, source: renamed(one.source) })),
    elements: Object.fromEntries(elements),
  };
}
