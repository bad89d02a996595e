import { ChartLine, Check, Plus, Redo2, Rows3, Save, Settings2, Text, Undo2, Variable } from "lucide-react";
import { useEffect, useState } from "react";
import { newPanel } from "#shared/dashboards/change/new-dashboard";
import { addRow } from "#shared/dashboards/change/rows";
import { Button } from "../../../components/Button";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { IconButton } from "../../../components/IconButton";
import { Menu } from "../../../components/Menu";
import { isDirty, useOpenDashboard } from "../store";
import { addEmptyPanel, putPanel } from "./actions";
import styles from "./EditBar.module.css";
import { save, useSaving } from "./saving";

interface Props {
  /** Opens the settings, at this part of them. */
  onSettings(part?: "general" | "variables" | "annotations" | "links" | "json"): void;
}

/** What can be done with the dashboard while it is edited. Stays in sight while the panels scroll. */
export function EditBar({ onSettings }: Props) {
  const current = useOpenDashboard((store) => store.current);
  const isWriting = useSaving((store) => store.step.kind === "writing");
  const [isDiscarding, setDiscarding] = useState(false);
  if (!current) return null;
  const { undo, redo, discard, stopEditing, change } = useOpenDashboard.getState();
  const hasChanges = isDirty(current);
  const [before, after] = [current.past.at(-1), current.future.at(-1)];
  const isTabs = current.dashboard.layout.kind === "tabs";
  return (
    <section className={styles.bar} aria-label="Editing">
      <Menu
        align="start"
        trigger={
          <Button size="small" icon={Plus} kind="primary">
            Add
          </Button>
        }
        items={[
          { label: "Panel", icon: ChartLine, onSelect: () => addEmptyPanel() },
          {
            label: "Text",
            icon: Text,
            onSelect: () => useOpenDashboard.getState().editPanel(putPanel({ ...newPanel("text"), title: "" })),
          },
          { label: "Row", icon: Rows3, onSelect: () => change("Add a row", (was) => addRow(was, "New row", isTabs ? [0] : [])) },
          { label: "Variable", icon: Variable, onSelect: () => onSettings("variables") },
        ]}
      />
      <IconButton
        icon={Undo2}
        label={before ? `Undo: ${before.label} (Ctrl Z)` : "Nothing to undo"}
        disabled={!before}
        onClick={undo}
      />
      <IconButton
        icon={Redo2}
        label={after ? `Redo: ${after.label} (Ctrl Shift Z)` : "Nothing to redo"}
        disabled={!after}
        onClick={redo}
      />
      <span className={styles.state} role="status">
        <SaveWords hasChanges={hasChanges} isWriting={isWriting} isReadOnly={current.row?.isReadOnly ?? false} />
      </span>
      <Button size="small" kind="quiet" icon={Settings2} onClick={() => onSettings()}>
        Settings
      </Button>
      <Button size="small" kind="quiet" disabled={!hasChanges} onClick={() => setDiscarding(true)}>
        Discard
      </Button>
      <Button size="small" icon={Save} isBusy={isWriting} disabled={!hasChanges} onClick={() => void save()}>
        Save
      </Button>
      <Button size="small" icon={Check} onClick={stopEditing}>
        Done
      </Button>
      {isDiscarding && (
        <ConfirmDialog
          title="Discard all changes since the last save?"
          yes="Discard changes"
          no="Keep them"
          onYes={async () => discard()}
          onClose={() => setDiscarding(false)}
        >
          <p>The dashboard goes back to what its file has. Undo brings the changes back while it is open.</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

/** "Saved" is said for a moment, after a save. */
const saidFor = 4000;

function SaveWords({ hasChanges, isWriting, isReadOnly }: { hasChanges: boolean; isWriting: boolean; isReadOnly: boolean }) {
  const revision = useOpenDashboard((store) => store.current?.revision);
  const [first] = useState(revision);
  const [isNew, setNew] = useState(false);
  useEffect(() => {
    if (revision === first) return;
    setNew(true);
    const timer = setTimeout(() => setNew(false), saidFor);
    return () => clearTimeout(timer);
  }, [revision, first]);
  if (isWriting) return "Saving…";
  if (isReadOnly) return "This file cannot be written: save as a copy to keep changes";
  if (hasChanges) return "Unsaved changes";
  return isNew ? "Saved" : "No changes";
}
