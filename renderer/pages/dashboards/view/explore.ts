// From a panel to the Metrics page: its first query, as it was sent.
import type { Plan } from "../run/answers";

/** The address of the Metrics page with the first query that can be asked, over the panel's stretch of time; undefined without one. */
export function exploreAddress({ queries, range }: Plan): string | undefined {
  const query = queries.find(({ unsupported, expr }) => unsupported === undefined && expr.trim() !== "");
  if (!query) return undefined;
  const params = new URLSearchParams({
    expr: query.expr,
    source: query.source,
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
  });
  if (query.kind === "instant") params.set("view", "table");
  return `/metrics?${params}`;
}
