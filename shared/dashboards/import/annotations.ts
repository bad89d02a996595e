// What marks the time axis.
import type { AnnotationQuery } from "../dashboard";
import { flagOf, type Json, recordOf, recordsOf, textOf } from "./lenient";
import type { Site } from "./site";
import type { Sources } from "./sources";

export function convertAnnotations(given: unknown, path: string, site: Site, sources: Sources): AnnotationQuery[] {
  return recordsOf(given).flatMap(({ value, index }) => convertAnnotation(value, `${path}[${index}]`, site, sources) ?? []);
}

function convertAnnotation(given: Json, inside: string, site: Site, sources: Sources): AnnotationQuery | undefined {
  const target = recordOf(given.target);
  const base = {
    name: textOf(given.name),
    isEnabled: given.enable === undefined || flagOf(given.enable),
    isHidden: flagOf(given.hide),
    color: textOf(given.iconColor) || "blue",
    source: "",
    expr: "",
    minStep: "",
    titleFormat: "",
    textFormat: "",
    tagKeys: "",
    useValueForTime: false,
  };
  const ref = sources.refOf(given.datasource);
  const isOfDashboard = ref.special === "grafana" && (target.type === "dashboard" || given.type === "dashboard");
  // What people noted by hand is shown on every dashboard.
  if (flagOf(given.builtIn) || isOfDashboard) return { ...base, kind: "manual" };
  const expr = textOf(given.expr) || textOf(target.expr);
  if (ref.special !== undefined || ref.kind === "datasource") {
    site.leftOut(inside, `The marks ${JSON.stringify(base.name)} are chosen by their tags in Grafana, which is not here.`);
    return undefined;
  }
  if (expr === "" || (ref.kind !== "" && ref.kind !== "prometheus")) {
    site.leftOut(
      inside,
      `The marks ${JSON.stringify(base.name)} come from ${ref.kind.slice(0, 60) || "no query"}; only PromQL can mark times here.`,
    );
    return undefined;
  }
  return {
    ...base,
    kind: "query",
    source: ref.source,
    expr,
    minStep: textOf(given.step) || textOf(target.step) || textOf(target.interval),
    titleFormat: textOf(given.titleFormat),
    textFormat: textOf(given.textFormat),
    tagKeys: textOf(given.tagKeys),
    useValueForTime: flagOf(given.useValueForTime),
  };
}
