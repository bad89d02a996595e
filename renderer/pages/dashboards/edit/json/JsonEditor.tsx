import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { useState } from "react";
import type { Diagnostic } from "#shared/model/failure";
import { CodeEditor } from "../../../../components/code-editor/CodeEditor";
import { DiagnosticList } from "../../../../components/code-editor/DiagnosticList";
import { goTo } from "../../../../components/code-editor/go-to";
import { markedLines } from "../../../../components/code-editor/marked-lines";
import styles from "./Json.module.css";

interface Props {
  value: string;
  onChange(value: string): void;
  diagnostics: readonly Diagnostic[];
  label: string;
}

const extensions = [
  history(),
  lineNumbers(),
  bracketMatching(),
  indentUnit.of("  "),
  EditorView.lineWrapping,
  markedLines,
  keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
];

/** An editor for JSON, with its mistakes at their lines. */
export function JsonEditor({ value, onChange, diagnostics, label }: Props) {
  const [view, setView] = useState<EditorView>();
  return (
    <div className={styles.editorBox}>
      <CodeEditor
        label={label}
        className={styles.editor}
        value={value}
        onChange={onChange}
        extensions={extensions}
        diagnostics={diagnostics}
        onView={setView}
      />
      <DiagnosticList diagnostics={diagnostics} onGo={({ place }) => view && goTo(view, place)} />
    </div>
  );
}
