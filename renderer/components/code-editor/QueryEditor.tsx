import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { useState } from "react";
import type { Diagnostic } from "#shared/model/failure";
import { CodeEditor } from "./CodeEditor";
import { DiagnosticList } from "./DiagnosticList";
import { goTo } from "./go-to";
import styles from "./QueryEditor.module.css";

interface Props {
  label: string;
  value: string;
  onChange(value: string): void;
  /** The language: its colours, its offers and its keys. */
  extensions: Extension;
  diagnostics: readonly Diagnostic[];
  onEditor: ((editor: EditorView | undefined) => void) | undefined;
}

/** A query of a few lines, with what is wrong with it underlined and said below; a click goes to the place. */
export function QueryEditor({ diagnostics, onEditor, ...editor }: Props) {
  const [view, setView] = useState<EditorView>();
  return (
    <div className={styles.column}>
      <CodeEditor
        {...editor}
        className={styles.editor}
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
