// What a link to the list of dashboards reproduces. A link is text from anywhere: every field is repaired by itself.
import { readSort, type Sort, writeSort } from "../../../components/table-order";

export const columnIds = ["title", "folder", "panels", "viewed", "changed"] as const;
export type ColumnId = (typeof columnIds)[number];

export type Where =
  | { kind: "all" }
  | { kind: "starred" }
  | { kind: "recent" }
  /** In this folder and the folders in it; an empty `folder` is the whole place. */
  | { kind: "folder"; place: string; folder: string };

export interface ListView {
  search: string;
  where: Where;
  /** Dashboards that have all of them. */
  tags: readonly string[];
  /** Absent: as suits the place. */
  sort: (Sort & { column: ColumnId }) | undefined;
}

const longest = 500;

export function readListView(params: URLSearchParams): ListView {
  return {
    search: (params.get("q") ?? "").slice(0, longest),
    where: readWhere(params.get("in") ?? ""),
    tags: [...new Set(params.getAll("tag"))].slice(0, 20),
    sort: readSort(params.get("sort") ?? "", columnIds),
  };
}

function readWhere(text: string): Where {
  if (text === "starred" || text === "recent") return { kind: text };
  if (!text.startsWith("folder:") || text.length > 1200) return { kind: "all" };
  const [place = "", ...names] = text.slice("folder:".length).split("/");
  return place === "" ? { kind: "all" } : { kind: "folder", place, folder: names.join("/") };
}

/** The link with these changes; what is as on a first visit is left out, and what is not of this page stays. */
export function writeListView(changes: Partial<ListView>, was: URLSearchParams): URLSearchParams {
  const { search, where, tags, sort } = { ...readListView(was), ...changes };
  const params = new URLSearchParams(was);
  const put = (name: string, value: string) => (value === "" ? params.delete(name) : params.set(name, value));
  put("q", search);
  put("in", writeWhere(where));
  put("sort", sort ? writeSort(sort) : "");
  params.delete("tag");
  for (const tag of tags) params.append("tag", tag);
  return params;
}

function writeWhere(where: Where): string {
  switch (where.kind) {
    case "all":
      return "";
    case "starred":
    case "recent":
      return where.kind;
    case "folder":
      return `folder:${where.place}${where.folder === "" ? "" : `/${where.folder}`}`;
  }
}
