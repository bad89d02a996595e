import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, Ellipsis, Pencil, Plus, Repeat, Trash2 } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { LayoutPath } from "#shared/dashboards/change/layout-tree";
import { moveRow, removeRow, renameRow, setRow } from "#shared/dashboards/change/rows";
import { elementsOf, type LayoutRow } from "#shared/dashboards/layout";
import { IconButton } from "../../../components/IconButton";
import { Menu } from "../../../components/Menu";
import { TextInput } from "../../../components/TextInput";
import { visibleText } from "../../../components/visible-text";
import { useOpenDashboard } from "../store";
import { addEmptyPanel } from "./actions";
import styles from "./LayoutEditor.module.css";
import { RemoveRowDialog } from "./RemoveRowDialog";
import { repeatItems } from "./repeat-items";

interface Props {
  row: LayoutRow;
  path: LayoutPath;
  /** How many rows there are beside it, itself included. */
  count: number;
}

/** The head of a row while it is edited: its title can be typed over, and its menu does the rest. */
export function RowHead({ row, path, count }: Props) {
  const [isRenaming, setRenaming] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const variables = useOpenDashboard((store) => store.current?.dashboard.variables) ?? [];
  const { change } = useOpenDashboard.getState();
  const index = path.at(-1) ?? 0;
  const panels = elementsOf(row.layout).length;
  const name = row.title || "Row without a title";

  const move = (by: -1 | 1) => change(`Move the row ${row.title}`, (was) => moveRow(was, path, by));
  const fold = () =>
    change(row.isCollapsed ? "Unfold a row" : "Fold a row", (was) => setRow(was, path, { isCollapsed: !row.isCollapsed }));

  function onKey(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(event.key === "ArrowUp" ? -1 : 1);
  }

  return (
    <header className={styles.head}>
      <IconButton
        icon={row.isCollapsed ? ChevronRight : ChevronDown}
        label={row.isCollapsed ? `Unfold ${name}` : `Fold ${name}`}
        aria-expanded={!row.isCollapsed}
        onClick={fold}
      />
      {isRenaming ? (
        <TextInput
          className={styles.titleInput}
          aria-label="Title of the row"
          autoFocus
          value={row.title}
          onChange={(title) => change("Rename a row", (was) => renameRow(was, path, title), { field: `row ${path}` })}
          onBlur={() => setRenaming(false)}
          onKeyDown={({ key }) => (key === "Enter" || key === "Escape") && setRenaming(false)}
        />
      ) : (
        <button
          type="button"
          className={styles.title}
          title={`${name}: click to rename, Ctrl and an arrow to move`}
          onClick={() => setRenaming(true)}
          onKeyDown={onKey}
        >
          {visibleText(name)}
        </button>
      )}
      <span className={styles.facts}>
        {panels === 1 ? "1 panel" : `${panels} panels`}
        {row.repeat !== undefined && ` · once for each value of $${row.repeat}`}
      </span>
      <Menu
        trigger={<IconButton icon={Ellipsis} label={`What can be done with ${name}`} />}
        items={[
          { label: "Add panel", icon: Plus, onSelect: () => addEmptyPanel(path) },
          { label: "Rename", icon: Pencil, onSelect: () => setRenaming(true) },
          { label: "Move up", icon: ArrowUp, keys: "Ctrl ↑", isDisabled: index === 0, onSelect: () => move(-1) },
          { label: "Move down", icon: ArrowDown, keys: "Ctrl ↓", isDisabled: index === count - 1, onSelect: () => move(1) },
          { kind: "line" },
          ...repeatItems({
            icon: Repeat,
            variables,
            chosen: row.repeat,
            onChoose: (repeat) => change("Repeat a row", (was) => setRow(was, path, { repeat })),
          }),
          { kind: "line" },
          { label: "Remove…", icon: Trash2, isDanger: true, onSelect: () => setRemoving(true) },
        ]}
      />
      {isRemoving && (
        <RemoveRowDialog
          what="row"
          title={row.title}
          panels={panels}
          canKeep
          onClose={() => setRemoving(false)}
          onRemove={({ keepPanels }) => change(`Remove the row ${row.title}`, (was) => removeRow(was, path, { keepPanels }))}
        />
      )}
    </header>
  );
}
