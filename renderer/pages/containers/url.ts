// What a link to the Containers page reproduces. A link is text from anywhere: every field is repaired by itself.
import { readSort, type Sort, writeSort } from "../../components/table-order";
import { type ColumnId, columnIds } from "./column-ids";

export interface ContainersView {
  filter: string;
  sort: Sort & { column: ColumnId };
  /** By Compose project and pod. */
  isGrouped: boolean;
  isRunningOnly: boolean;
  /** The container whose detail is open: its full id, or the beginning of it. */
  id: string | undefined;
}

export const firstView: ContainersView = {
  filter: "",
  sort: { column: "cpu", isDescending: true },
  isGrouped: false,
  isRunningOnly: false,
  id: undefined,
};

const longestFilter = 500;

export function readView(params: URLSearchParams): ContainersView {
  const id = params.get("id") ?? "";
  return {
    filter: (params.get("filter") ?? "").slice(0, longestFilter),
    sort: readSort(params.get("sort") ?? "", columnIds) ?? firstView.sort,
    isGrouped: params.get("view") === "groups",
    isRunningOnly: params.get("running") === "1",
    id: /^[0-9a-f]{12,64}$/.test(id) ? id : undefined,
  };
}

/** The link with these changes; what is as on a first visit is left out, and what is not of this page stays. */
export function writeView(changes: Partial<ContainersView>, was: URLSearchParams): URLSearchParams {
  const { filter, sort, isGrouped, isRunningOnly, id } = { ...readView(was), ...changes };
  const fields = {
    filter,
    sort: writeSort(sort) === writeSort(firstView.sort) ? "" : writeSort(sort),
    view: isGrouped ? "groups" : "",
    running: isRunningOnly ? "1" : "",
    id: id?.slice(0, 12) ?? "",
  };
  const params = new URLSearchParams(was);
  for (const [name, value] of Object.entries(fields)) {
    if (value === "") params.delete(name);
    else params.set(name, value);
  }
  return params;
}
