import type { EditorView } from "@codemirror/view";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Diagnostic } from "#shared/model/failure";
import { ask } from "../../bridge/ask";
import { CodeEditor } from "../../components/code-editor/CodeEditor";
import { DiagnosticList } from "../../components/code-editor/DiagnosticList";
import { goTo } from "../../components/code-editor/go-to";
import { createCompletionClient } from "./completion";
import { newerQuery, olderQuery, type PastQuery } from "./history";
import styles from "./Metrics.module.css";
import { promqlEditor } from "./promql-editor";

interface Props {
  value: string;
  onChange(value: string): void;
  onRun(): void;
  source: string;
  diagnostics: readonly Diagnostic[];
  past: readonly PastQuery[];
  onEditor(editor: EditorView | undefined): void;
}

/** The query as it is typed, with what is wrong with it underlined and said below. */
export function QueryEditor({ value, onChange, onRun, source, diagnostics, past, onEditor }: Props) {
  const [view, setView] = useState<EditorView>();
  const latest = useRef({ onRun, past });
  useEffect(() => {
    latest.current = { onRun, past };
  });
  const extensions = useMemo(
    () =>
      promqlEditor({
        client: createCompletionClient({ ask, source, now: Date.now }),
        onRun: () => latest.current.onRun(),
        onRecall: (direction, text) =>
          direction === "older" ? olderQuery(latest.current.past, text) : newerQuery(latest.current.past, text),
      }),
    [source],
  );
  return (
    <div className={styles.editorColumn}>
      <CodeEditor
        label="PromQL query"
        className={styles.editor}
        value={value}
        onChange={onChange}
        extensions={extensions}
        diagnostics={diagnostics}
        onView={(next) => {
          setView(next);
          onEditor(next);
        }}
      />
      <DiagnosticList diagnostics={diagnostics} onGo={({ place }) => view && goTo(view, place)} />
    </div>
  );
}
