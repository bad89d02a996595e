import { Pencil, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { LayoutPath } from "#shared/dashboards/change/layout-tree";
import { addTab, removeTab, renameTab } from "#shared/dashboards/change/tabs";
import { elementsOf, type Layout, type TabsLayout } from "#shared/dashboards/layout";
import { IconButton } from "../../../components/IconButton";
import { TextInput } from "../../../components/TextInput";
import { useOpenDashboard } from "../store";
import styles from "./LayoutEditor.module.css";
import { RemoveRowDialog } from "./RemoveRowDialog";

interface Props {
  layout: TabsLayout;
  path: LayoutPath;
  children(index: number, layout: Layout): ReactNode;
}

/** The tabs of a dashboard, one of them open; they can be renamed, added and removed. */
export function TabsEditor({ layout, path, children }: Props) {
  const [chosen, setChosen] = useState(0);
  const [isRenaming, setRenaming] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const index = Math.min(chosen, layout.tabs.length - 1);
  const tab = layout.tabs[index];
  const at = [...path, index];
  const { change } = useOpenDashboard.getState();
  return (
    <div>
      <div className={styles.tabs}>
        <div role="tablist" aria-label="Tabs of the dashboard">
          {layout.tabs.map(({ title }, each) => (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: a tab has no name of its own; two may have one title
              key={each}
              type="button"
              role="tab"
              aria-selected={each === index}
              className={styles.tab}
              onClick={() => setChosen(each)}
            >
              {title || `Tab ${each + 1}`}
            </button>
          ))}
        </div>
        {tab && isRenaming && (
          <TextInput
            className={styles.titleInput}
            aria-label="Title of the tab"
            autoFocus
            value={tab.title}
            onChange={(title) => change("Rename a tab", (was) => renameTab(was, at, title), { field: `tab ${at}` })}
            onBlur={() => setRenaming(false)}
            onKeyDown={({ key }) => (key === "Enter" || key === "Escape") && setRenaming(false)}
          />
        )}
        {tab && <IconButton icon={Pencil} label="Rename this tab" onClick={() => setRenaming(true)} />}
        <IconButton
          icon={Plus}
          label="Add a tab"
          onClick={() => {
            change("Add a tab", (was) => addTab(was, path, `Tab ${layout.tabs.length + 1}`));
            setChosen(layout.tabs.length);
          }}
        />
        {tab && layout.tabs.length > 1 && <IconButton icon={Trash2} label="Remove this tab" onClick={() => setRemoving(true)} />}
      </div>
      {tab && children(index, tab.layout)}
      {tab && isRemoving && (
        <RemoveRowDialog
          what="tab"
          title={tab.title}
          panels={elementsOf(tab.layout).length}
          canKeep={false}
          onClose={() => setRemoving(false)}
          onRemove={() => change(`Remove the tab ${tab.title}`, (was) => removeTab(was, at))}
        />
      )}
    </div>
  );
}
