// What a link to the Alerts page reproduces. Its tab, or the chosen alert, is the last part of the path; what the board shows of the
// alerts is in the search.
import { sourceLabel } from "#shared/alerting/route";
import { readSort, type Sort, writeSort } from "../../components/table-order";

/** In the order in which they stand side by side. The board is the page's home. */
export const tabs = ["board", "silences", "rules", "routing", "receivers", "history"] as const;
export type AlertsTab = (typeof tabs)[number];

/** Which tab the last part of the path names; every other text is an alert's id. Ids are made of digits and letters `a` to `f`. */
export function readPath(part: string | undefined): { tab: AlertsTab; alertId: string | undefined } {
  const tab = tabs.find((name) => name === part && name !== "board");
  return tab ? { tab, alertId: undefined } : { tab: "board", alertId: part };
}

export const tabPath = (tab: AlertsTab): string => (tab === "board" ? "/alerts" : `/alerts/${tab}`);

export const boardLists = ["firing", "pending", "resolved", "silenced", "acknowledged", "unknown", "all"] as const;
export type BoardList = (typeof boardLists)[number];

export const sortColumns = ["name", "where", "value", "since"] as const;
export type SortColumn = (typeof sortColumns)[number];

/** Groups by whose numbers the alerts are about, beside those by a label; routes and filters know it by the same name. */
export const bySource = sourceLabel;

export interface BoardView {
  list: BoardList;
  /** Matchers and words. */
  filter: string;
  /** A label's name, `__source__`, or empty: one list. */
  groupBy: string;
  /** Absent: the most urgent first. */
  sort: (Sort & { column: SortColumn }) | undefined;
  /** The chosen alert alone, without the list beside it. */
  isAlone: boolean;
}

export function readView(params: URLSearchParams): BoardView {
  const list = params.get("show");
  return {
    list: boardLists.find((name) => name === list) ?? "firing",
    filter: (params.get("filter") ?? "").slice(0, 4000),
    groupBy: (params.get("by") ?? "").slice(0, 1000),
    sort: readSort(params.get("sort") ?? "", sortColumns),
    isAlone: params.get("alone") === "1",
  };
}

/** The search with that view in it; what is usual is left out, and what else is in it stays. */
export function writeView(view: BoardView, was: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(was);
  const put = (name: string, value: string) => (value === "" ? params.delete(name) : params.set(name, value));
  put("show", view.list === "firing" ? "" : view.list);
  put("filter", view.filter);
  put("by", view.groupBy);
  put("sort", view.sort ? writeSort(view.sort) : "");
  put("alone", view.isAlone ? "1" : "");
  return params;
}

/** The address of an alert, or of none; its id may hold anything. */
export function alertPath(id: string | undefined, params: URLSearchParams): string {
  const search = params.toString();
  return `/alerts${id === undefined ? "" : `/${encodeURIComponent(id)}`}${search === "" ? "" : `?${search}`}`;
}
