const views = ["routes", "intervals", "inhibition", "groups"] as const;
export type RoutingView = (typeof views)[number];

/** Which part of the routing a link shows. */
export const readView = (params: URLSearchParams): RoutingView => views.find((view) => view === params.get("view")) ?? "routes";

/** The parameters that show it; all others stay. */
export function writeView(view: RoutingView, params: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(params);
  if (view === "routes") next.delete("view");
  else next.set("view", view);
  return next;
}
