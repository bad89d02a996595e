// What a link to the Processes page reproduces. A link is text from anywhere: every field is repaired by itself.
import { readSort, type Sort, writeSort } from "../../components/table-order";
import { type ColumnId, columnIds } from "./column-choice";

export interface ProcessView {
  filter: string;
  isTree: boolean;
  sort: Sort & { column: ColumnId };
  withKernel: boolean;
  isMineOnly: boolean;
  /** The process whose detail is open. */
  pid: number | undefined;
}

export const firstView: ProcessView = {
  filter: "",
  isTree: false,
  sort: { column: "cpu", isDescending: true },
  withKernel: false,
  isMineOnly: false,
  pid: undefined,
};

const longestFilter = 1000;

export function readView(params: URLSearchParams): ProcessView {
  const pid = params.get("pid") ?? "";
  return {
    filter: (params.get("filter") ?? "").slice(0, longestFilter),
    isTree: params.get("view") === "tree",
    sort: readSort(params.get("sort") ?? "", columnIds) ?? firstView.sort,
    withKernel: params.get("kernel") === "1",
    isMineOnly: params.get("mine") === "1",
    pid: /^[1-9][0-9]{0,9}$/.test(pid) ? Number(pid) : undefined,
  };
}

/** The link with these changes; what is as on a first visit is left out, and what is not of this page stays. */
export function writeView(changes: Partial<ProcessView>, was: URLSearchParams): URLSearchParams {
  const { filter, isTree, sort, withKernel, isMineOnly, pid } = { ...readView(was), ...changes };
  const fields: Record<string, string> = {
    filter,
    view: isTree ? "tree" : "",
    sort: writeSort(sort) === writeSort(firstView.sort) ? "" : writeSort(sort),
    kernel: withKernel ? "1" : "",
    mine: isMineOnly ? "1" : "",
    pid: pid === undefined ? "" : String(pid),
  };
  const params = new URLSearchParams(was);
  for (const [name, value] of Object.entries(fields)) {
    if (value === "") params.delete(name);
    else params.set(name, value);
  }
  return params;
}
