import type { EditorView } from "@codemirror/view";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Diagnostic } from "#shared/model/failure";
import { ask } from "../../bridge/ask";
import { CodeEditor } from "../code-editor/CodeEditor";
import { DiagnosticList } from "../code-editor/DiagnosticList";
import { goTo } from "../code-editor/go-to";
import { createCompletionClient } from "./completion";
import styles from "./PromqlEditor.module.css";
import { promqlExtension, type StandIn } from "./promql-extension";

interface Props {
  value: string;
  onChange(value: string): void;
  onRun(): void;
  /** Whose metrics and labels are offered. */
  source: string;
  diagnostics: readonly Diagnostic[];
  /** What the editor is, for those who hear the page. */
  label?: string;
  onRecall?(direction: "older" | "newer", text: string): string | undefined;
  /** Variables and macros, offered behind a `$`. */
  stands?: readonly StandIn[];
  onEditor?(editor: EditorView | undefined): void;
}

const none: readonly StandIn[] = [];

/** A PromQL query as it is typed, with what is wrong with it underlined and said below. */
export function PromqlEditor(props: Props) {
  const { value, onChange, source, diagnostics, label = "PromQL query", onEditor } = props;
  const [view, setView] = useState<EditorView>();
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const extensions = useMemo(
    () =>
      promqlExtension({
        client: createCompletionClient({ ask, source, now: Date.now }),
        onRun: () => latest.current.onRun(),
        onRecall: (direction, text) => latest.current.onRecall?.(direction, text),
        stands: () => latest.current.stands ?? none,
      }),
    [source],
  );
  return (
    <div className={styles.column}>
      <CodeEditor
        label={label}
        className={styles.editor}
        value={value}
        onChange={onChange}
        extensions={extensions}
        diagnostics={diagnostics}
        onView={(next) => {
          setView(next);
          onEditor?.(next);
        }}
      />
      <DiagnosticList diagnostics={diagnostics} onGo={({ place }) => view && goTo(view, place)} />
    </div>
  );
}
