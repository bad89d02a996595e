// Which alerts stand in which list, and how many.
import type { BoardList } from "../url";
import type { BoardRow } from "./rows";

export type ListCounts = Readonly<Record<BoardList, number>>;

export function isInList(list: BoardList, { standing }: Pick<BoardRow, "standing">): boolean {
  switch (list) {
    case "all":
      return standing !== "resolved";
    case "firing":
      // What nobody knows wants a look now, as what fires does.
      return standing === "firing" || standing === "unknown";
    case "silenced":
      return standing === "muted";
    default:
      return standing === list;
  }
}

/** `firing` counts only what fires. */
export function countLists(rows: readonly Pick<BoardRow, "standing">[]): ListCounts {
  const counts = { firing: 0, pending: 0, resolved: 0, silenced: 0, acknowledged: 0, unknown: 0, all: 0 };
  for (const { standing } of rows) {
    if (standing !== "resolved") counts.all++;
    counts[standing === "muted" ? "silenced" : standing]++;
  }
  return counts;
}
