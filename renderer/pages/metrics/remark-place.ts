import { offsetAt } from "#shared/promql/diagnostics";

/** Where in the query a remark points that ends with its place, as Prometheus's do: `PromQL info: … (1:6)`. */
export function offsetIn(expr: string, remark: string): number | undefined {
  const place = / \((\d{1,9}):(\d{1,9})\)$/.exec(remark);
  return place ? offsetAt(expr, Number(place[1]), Number(place[2])) : undefined;
}
