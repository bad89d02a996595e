import { useCallback, useMemo, useState } from "react";
import type { InboxAlert } from "#shared/model/alert";
import { noPicks, type Picks, pickAll, pickRange, togglePick } from "./picks";
import type { BoardRow } from "./rows";
import type { Board } from "./use-board";

export interface BoardPicks {
  count: number;
  areAllPicked: boolean;
  isPicked(id: string): boolean;
  pick(row: BoardRow, isRange: boolean): void;
  /** The row there; of a group's head, all of the group. */
  pickAt(id: string | undefined): void;
  pickListed(): void;
  clear(): void;
  /** What an action is about: the chosen ones, else what the cursor is on. Only what is not over. */
  targetsOf(cursor: string | undefined): InboxAlert[];
}

/** Several alerts, chosen to do one thing to all of them. */
export function usePicks(board: Board): BoardPicks {
  const [picks, setPicks] = useState<Picks>(noPicks);
  const listedIds = useMemo(() => board.listed.map(({ id }) => id), [board.listed]);
  // What has gone from the board is not acted on; what the filter hides still is, and is still counted.
  const there = useMemo(() => board.rows.filter(({ id }) => picks.ids.has(id)), [board.rows, picks]);

  function rowsAt(id: string | undefined): readonly BoardRow[] {
    const line = id === undefined ? undefined : board.lines.find((each) => each.id === id);
    if (!line) return [];
    return line.kind === "group" ? line.group.rows : [line.row];
  }

  return {
    count: there.length,
    areAllPicked: listedIds.length > 0 && listedIds.every((id) => picks.ids.has(id)),
    isPicked: useCallback((id: string) => picks.ids.has(id), [picks]),
    pick: useCallback(
      (row: BoardRow, isRange: boolean) =>
        setPicks((was) => (isRange ? pickRange(was, row.id, listedIds) : togglePick(was, row.id))),
      [listedIds],
    ),
    pickAt(id) {
      const [first, ...others] = rowsAt(id).map((row) => row.id);
      if (first === undefined) return;
      setPicks((was) => (others.length === 0 ? togglePick(was, first) : pickAll(was, [first, ...others])));
    },
    pickListed: useCallback(() => setPicks((was) => pickAll(was, listedIds)), [listedIds]),
    clear: useCallback(() => setPicks(noPicks), []),
    targetsOf(cursor) {
      const rows = there.length > 0 ? there : rowsAt(cursor);
      return rows.flatMap(({ alert }) => (alert && alert.state !== "resolved" ? [alert] : []));
    },
  };
}
