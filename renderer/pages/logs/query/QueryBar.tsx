import type { EditorView } from "@codemirror/view";
import { Play, Square, Tags } from "lucide-react";
import { type ReactNode, useCallback, useState } from "react";
import type { Diagnostic } from "#shared/model/failure";
import type { NsTime } from "#shared/model/log";
import { ask } from "../../../bridge/ask";
import { Button } from "../../../components/Button";
import { useDiagnostics } from "../../../components/code-editor/use-diagnostics";
import { IconButton } from "../../../components/IconButton";
import { LogqlEditor } from "../../../components/logql-editor/LogqlEditor";
import { newerQuery, olderQuery } from "../../../stores/past-queries";
import { EstimateChip } from "./EstimateChip";
import { HistoryMenu } from "./HistoryMenu";
import { LabelBrowser } from "./LabelBrowser";
import styles from "./QueryBar.module.css";
import { useQueryMemory } from "./query-memory";
import { SavedMenu } from "./SavedMenu";

interface Props {
  draft: string;
  onDraft(draft: string): void;
  /** With a source when a query of another one was picked from those that were run or saved. */
  onRun(expr: string, source?: string): void;
  onCancel(): void;
  isRunning: boolean;
  source: string;
  /** The time that the query is about; compared by content. */
  span: { startNs: NsTime; endNs: NsTime };
  /** What running this very draft said was wrong with it: surer than what a look at it says, which is asked here. */
  refused: readonly Diagnostic[];
  /** Values that a field has among the lines that are shown, for the completion. */
  loadedValues?(field: string): readonly string[];
  /** Given the editor when it is there, for moving the cursor to a place. */
  onEditor?(editor: EditorView | undefined): void;
  /** What else can be done with the query, behind Run. */
  children?: ReactNode;
}

/** The query with what can be done with it. */
export function QueryBar(props: Props) {
  const { draft, onDraft, onRun, onCancel, isRunning, source, span, refused, loadedValues, onEditor, children } = props;
  const past = useQueryMemory((memory) => memory.past);
  const [isBrowsing, setBrowsing] = useState(false);
  const check = useCallback(
    async (expr: string, signal: AbortSignal) => (await ask("logs.check", { source, expr }, { signal })).diagnostics,
    [source],
  );
  const checked = useDiagnostics(draft, check);
  const isRight = checked.isCurrent && !checked.diagnostics.some(({ severity }) => severity === "error");
  // The arrows stay with the source: another's queries would find nothing here.
  const own = past.filter((query) => query.source === source);
  return (
    <div className={styles.bar}>
      <div className={styles.query}>
        <IconButton kind="normal" icon={Tags} label="Find streams by their labels" onClick={() => setBrowsing(true)} />
        <LogqlEditor
          value={draft}
          onChange={onDraft}
          onRun={() => draft.trim() !== "" && onRun(draft)}
          source={source}
          span={span}
          diagnostics={refused.length > 0 ? refused : checked.diagnostics}
          onRecall={(direction, text) => (direction === "older" ? olderQuery(own, text) : newerQuery(own, text))}
          {...(loadedValues && { loadedValues })}
          {...(onEditor && { onEditor })}
        />
      </div>
      <div className={styles.actions}>
        <EstimateChip source={source} expr={isRight ? draft : ""} span={span} />
        <SavedMenu draft={draft} source={source} onRun={onRun} />
        <HistoryMenu source={source} onRun={onRun} />
        {isRunning ? (
          <Button icon={Square} onClick={onCancel} className={styles.run}>
            Cancel
          </Button>
        ) : (
          <Button kind="primary" icon={Play} onClick={() => onRun(draft)} disabled={draft.trim() === ""} className={styles.run}>
            Run
          </Button>
        )}
        {children}
      </div>
      {isBrowsing && (
        <LabelBrowser
          source={source}
          span={span}
          onUse={(expr) => {
            onDraft(expr);
            setBrowsing(false);
          }}
          onRun={(expr) => {
            setBrowsing(false);
            onRun(expr);
          }}
          onClose={() => setBrowsing(false)}
        />
      )}
    </div>
  );
}
