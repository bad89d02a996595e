import { useCallback, useMemo, useState } from "react";
import { formatCount } from "#shared/format/count";
import type { ProcessSnapshot } from "../../bridge/process-list";
import { processColumns } from "./columns";
import type { ProcessTest } from "./filter";
import { innerParentKeys, listLines, type ProcessLine, treeLines } from "./process-lines";
import type { ProcessView } from "./url";

/** The lines of the table, and the folding of its tree. */
export interface Lines {
  lines: readonly ProcessLine[];
  /** How many of them are wanted; in the tree their ancestors are there too. */
  matching: number;
  /** Of how many. */
  listed: number;
  hasFolded: boolean;
  toggle(key: string): void;
  /** Unfolds all when any is folded; otherwise folds all but the roots, which would leave one or two lines. */
  toggleAll(): void;
}

export function useLines(
  snapshot: ProcessSnapshot | undefined,
  view: ProcessView,
  test: ProcessTest | undefined,
  ownUser: string | undefined,
): Lines {
  const { isTree, sort, withKernel, isMineOnly } = view;
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const mine = isMineOnly ? ownUser : undefined;

  const all = useMemo(() => {
    const processes = snapshot?.processes ?? [];
    return withKernel ? processes : processes.filter(({ info }) => !info.isKernelThread);
  }, [snapshot, withKernel]);
  const time = snapshot?.time ?? 0;
  const lines = useMemo(() => {
    const isWanted: Parameters<typeof listLines>[1] =
      test || mine !== undefined
        ? (process) => (mine === undefined || process.info.user === mine) && (test?.(process, time) ?? true)
        : undefined;
    const order = { by: processColumns[sort.column].by, isDescending: sort.isDescending };
    // What was looked for is never hidden in a folded branch.
    return isTree ? treeLines(all, isWanted, order, (key) => !test && folded.has(key)) : listLines(all, isWanted, order);
  }, [all, time, mine, test, sort.column, sort.isDescending, isTree, folded]);

  const matching = useMemo(() => lines.reduce((count, { isDim, folded: below }) => count + (isDim ? 0 : 1) + below, 0), [lines]);
  const toggle = useCallback((key: string) => {
    setFolded((was) => {
      const next = new Set(was);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const hasFolded = lines.some(({ isCollapsed }) => isCollapsed);
  const toggleAll = () => setFolded(hasFolded ? new Set() : innerParentKeys(all));
  return { lines, matching, listed: all.length, hasFolded, toggle, toggleAll };
}

/** How many of how many are listed, in words; nothing when it is all of them. */
export function outcomeOf({ matching, listed }: Lines, snapshot: ProcessSnapshot, { filter, isMineOnly }: ProcessView): string {
  const hidden = snapshot.processes.length - listed;
  if (filter.trim() !== "" || isMineOnly) return `${formatCount(matching)} of ${formatCount(listed)}`;
  return hidden === 0 ? "" : `${formatCount(hidden)} kernel threads hidden`;
}
