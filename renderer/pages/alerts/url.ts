// What a link to the Alerts page reproduces: which of its lists is shown. The chosen alert is part of the path.

export const lists = ["firing", "pending", "resolved", "rules"] as const;
export type AlertList = (typeof lists)[number];

export function readList(params: URLSearchParams): AlertList {
  const text = params.get("show");
  return lists.find((list) => list === text) ?? "firing";
}

/** The link with that list shown; what else is in it stays. */
export function writeList(list: AlertList, was: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(was);
  params.delete("show");
  if (list !== "firing") params.set("show", list);
  return params;
}

/** The address of an alert, or of none; its id may hold anything. */
export function alertPath(id: string | undefined, params: URLSearchParams): string {
  const search = params.toString();
  return `/alerts${id === undefined ? "" : `/${encodeURIComponent(id)}`}${search === "" ? "" : `?${search}`}`;
}
