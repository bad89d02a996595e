import { type RefCallback, useMemo, useState } from "react";
import type { ProcessSnapshot } from "../../bridge/process-list";
import { useWidth } from "../../components/use-width";
import { type ColumnId, type KnownOfColumns, readColumnChoice, rememberColumnChoice, shownColumns } from "./column-choice";
import { processColumns, treeNameWidth } from "./columns";

export interface Columns {
  shown: readonly ColumnId[];
  /** The user chose them; otherwise those that fit. */
  isChosen: boolean;
  known: KnownOfColumns;
  /** None: back to those that fit. */
  choose(ids: readonly ColumnId[] | undefined): void;
}

const sidePadding = 28;

/** The table's columns; the ref measures what is there for them. */
export function useColumns(snapshot: ProcessSnapshot | undefined, isTree: boolean): [Columns, RefCallback<HTMLElement>] {
  const [choice, setChoice] = useState(() => readColumnChoice(localStorage));
  const [width, ref] = useWidth();
  const processes = snapshot?.processes;
  const hasGpu = useMemo(
    () => processes?.some(({ gpuMemoryBytes, gpuPercent }) => gpuMemoryBytes > 0 || gpuPercent > 0) ?? false,
    [processes],
  );
  const hasContainers = useMemo(() => processes?.some(({ info }) => info.containerId !== undefined) ?? false, [processes]);
  const columns = useMemo(() => {
    const widthOf = (id: ColumnId) => (isTree && id === "name" ? treeNameWidth : processColumns[id].minWidth);
    const known = { width: width - sidePadding, hasGpu, hasContainers, widthOf };
    return {
      shown: shownColumns(choice, known),
      isChosen: choice !== undefined,
      known,
      choose(ids: readonly ColumnId[] | undefined) {
        rememberColumnChoice(localStorage, ids);
        setChoice(ids && [...ids]);
      },
    };
  }, [choice, width, hasGpu, hasContainers, isTree]);
  return [columns, ref];
}
