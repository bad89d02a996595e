import type { EditorView } from "@codemirror/view";
import { History, Play, Square, Trash2 } from "lucide-react";
import type { Diagnostic } from "#shared/model/failure";
import { Button } from "../../components/Button";
import { IconButton } from "../../components/IconButton";
import { Menu, type MenuItem } from "../../components/Menu";
import type { PastQuery } from "../../stores/query-storage";
import styles from "./Metrics.module.css";
import { QueryEditor } from "./QueryEditor";

interface Props {
  draft: string;
  onDraft(draft: string): void;
  onRun(): void;
  onCancel(): void;
  isRunning: boolean;
  source: string;
  diagnostics: readonly Diagnostic[];
  past: readonly PastQuery[];
  onPast(expr: string): void;
  /** Given the editor when it is there, for moving the cursor to a place. */
  onEditor(editor: EditorView | undefined): void;
  onForget(): void;
}

/** The editor with what can be done with its query. */
export function QueryBar(props: Props) {
  const { draft, onDraft, onRun, onCancel, isRunning, source, diagnostics, past, onPast, onEditor, onForget } = props;
  const items: MenuItem[] = [
    { kind: "heading", label: past.length === 0 ? "No queries yet" : "Queries run before" },
    ...past.map(({ expr }) => ({ label: expr.replace(/\s+/g, " "), onSelect: () => onPast(expr) })),
  ];
  if (past.length > 0) {
    items.push({ kind: "line" }, { label: "Forget them all", icon: Trash2, isDanger: true, onSelect: onForget });
  }
  return (
    <div className={styles.bar}>
      <QueryEditor
        value={draft}
        onChange={onDraft}
        onRun={onRun}
        source={source}
        diagnostics={diagnostics}
        past={past}
        onEditor={onEditor}
      />
      <div className={styles.actions}>
        <Menu trigger={<IconButton kind="normal" icon={History} label="Queries run before" />} items={items} />
        {isRunning ? (
          <Button icon={Square} onClick={onCancel} className={styles.run}>
            Cancel
          </Button>
        ) : (
          <Button kind="primary" icon={Play} onClick={onRun} disabled={draft.trim() === ""} className={styles.run}>
            Run
          </Button>
        )}
      </div>
    </div>
  );
}
