import { useMemo, useState } from "react";
import type { DashboardRow } from "#shared/contract/dashboards";
import { toFailure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";
import { duplicate } from "./actions";
import type { RowActions } from "./DashboardTable";

interface Note {
  text: string;
  onUndo?: (() => Promise<unknown>) | undefined;
}

interface Given {
  onMove(row: DashboardRow): void;
  onTag(tag: string): void;
}

/** What can be done to a row, and a note of what was done last: with the way back, or with the reason why it could not be done. */
export function useRowActions({ onMove, onTag }: Given) {
  const [note, setNote] = useState<Note>();

  async function tell(run: () => Promise<unknown>, text: string): Promise<void> {
    try {
      await run();
      setNote({ text });
    } catch (error) {
      setNote({ text: toFailure(error).say });
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the table's columns are made anew with these, so they stay the same; what is given only sets state
  const actions = useMemo<RowActions>(
    () => ({
      onMove,
      onTag,
      onStar: ({ uid, isStarred }) => void ask("dashboards.star", { uid, isStarred: !isStarred }).catch(fail),
      onDuplicate: (row) =>
        void duplicate(row).then(
          (copy) => setNote({ text: `“${copy.title}” is there now.`, onUndo: () => ask("dashboards.remove", { uid: copy.uid }) }),
          fail,
        ),
      onRemove: ({ uid, title }) =>
        void ask("dashboards.remove", { uid }).then(
          ({ removed }) => setNote({ text: `Removed “${title}”.`, onUndo: () => ask("dashboards.restore", { removed }) }),
          fail,
        ),
    }),
    [],
  );

  function fail(error: unknown): void {
    setNote({ text: toFailure(error).say });
  }

  return { actions, note, closeNote: () => setNote(undefined), tell };
}
