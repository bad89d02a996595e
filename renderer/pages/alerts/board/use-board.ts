import { useDeferredValue, useMemo, useState } from "react";
import type { AlertsSnapshot } from "#shared/contract/alerts";
import { type PlacedRule, rulesById } from "../../../stores/alerts";
import type { Inbox } from "../../../stores/inbox";
import type { BoardView } from "../url";
import { createBoardModel } from "./board-model";
import { readFilter } from "./filter";
import type { BoardGroup, BoardLine } from "./groups";
import type { ListCounts } from "./lists";
import type { BoardRow } from "./rows";

export interface Board {
  rules: ReadonlyMap<string, PlacedRule>;
  /** All of them, the most urgent first. */
  rows: readonly BoardRow[];
  counts: ListCounts;
  /** Those of the list that pass the filter, in their order; without the heads of groups. */
  listed: readonly BoardRow[];
  groups: readonly BoardGroup[] | undefined;
  lines: readonly BoardLine[];
  toggleGroup(key: string): void;
}

/** What the board shows of the inbox. Typing and scrolling come first: the list follows as soon as there is time. */
export function useBoard(
  inbox: Inbox,
  snapshot: AlertsSnapshot | undefined,
  view: BoardView,
  nameOfSource: (id: string) => string,
): Board {
  const [model] = useState(createBoardModel);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const rules = useMemo(() => rulesById(snapshot), [snapshot]);
  const filter = useMemo(() => readFilter(view.filter), [view.filter]);
  const rows = model.rows(useDeferredValue(inbox.rows), rules);
  const listed = model.listed(rows, view.list, useDeferredValue(filter), nameOfSource);
  const sorted = model.sorted(listed, view.sort, nameOfSource);
  const groups = model.groups(sorted, view.groupBy, folded, nameOfSource);
  return {
    rules,
    rows,
    counts: model.counts(rows),
    listed: sorted,
    groups,
    lines: model.lines(sorted, groups),
    toggleGroup: (key) =>
      setFolded((was) => {
        const next = new Set(was);
        if (!next.delete(key)) next.add(key);
        return next;
      }),
  };
}
