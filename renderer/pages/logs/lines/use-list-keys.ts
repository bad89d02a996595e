import { useState } from "react";
import { copyText } from "../../../components/copy-text";
import { movedTo } from "../../../components/table-order";
import { useIdleKeys } from "../../../components/use-idle-keys";
import type { PressedKey } from "../../../components/VirtualTable";
import type { LineStore } from "./line-store";
import type { ScrollWindow } from "./use-scroll-window";

export interface ListKeysInput {
  store: LineStore;
  list: ScrollWindow;
  chosenId: number | undefined;
  onChoose(id: number | undefined): void;
  onContext?: ((id: number) => void) | undefined;
}

export interface ListKeys {
  /** Where the keys are: the chosen line, or one that was only gone to. */
  activeId: number | undefined;
  activate(id: number): void;
  onKeyDown(event: PressedKey): void;
}

/**
 * Arrows, `j` and `k`, pages and ends go from line to line; Enter shows the details, which then follow; Escape closes them, `c`
 * copies the line, `x` shows what stands around it.
 */
export function useListKeys({ store, list, chosenId, onChoose, onContext }: ListKeysInput): ListKeys {
  const [gone, setGone] = useState<{ id: number; chosen: number | undefined }>();
  // A choice from elsewhere takes the keys with it.
  const activeId = gone && gone.chosen === chosenId ? gone.id : chosenId;

  function go(id: number, chosen: number | undefined): void {
    setGone({ id, chosen });
    list.reveal(id, "auto");
  }

  function onKeyDown(event: PressedKey): void {
    if (event.ctrlKey || event.metaKey || event.altKey || isControl(event.target)) return;
    const { rows } = list;
    const from = activeId === undefined ? -1 : rows.rowOf(store.indexOf(activeId));
    const row = movedTo(event.key, from, rows.count, list.page);
    const line = row === undefined ? undefined : store.lineAt(rows.indexOf(row));
    if (line) {
      event.preventDefault();
      const follows = chosenId !== undefined;
      go(line.id, follows ? line.id : undefined);
      if (follows) onChoose(line.id);
      return;
    }
    if (event.key === "Escape" && chosenId !== undefined) {
      event.preventDefault();
      setGone({ id: chosenId, chosen: undefined });
      onChoose(undefined);
      return;
    }
    if (activeId === undefined || store.indexOf(activeId) < 0) return;
    if (event.key === "Enter") {
      setGone({ id: activeId, chosen: activeId });
      onChoose(activeId);
    } else if (event.key === "c") void copyText(store.lineAt(store.indexOf(activeId))?.line ?? "");
    else if (event.key === "x" && onContext) onContext(activeId);
    else return;
    event.preventDefault();
  }

  useIdleKeys(onKeyDown);
  return { activeId, activate: (id) => setGone({ id, chosen: id }), onKeyDown };
}

/** A button inside the list has keys of its own. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT|BUTTON)$/.test(target.tagName));
