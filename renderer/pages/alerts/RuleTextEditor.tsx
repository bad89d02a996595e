import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { useState } from "react";
import type { Diagnostic } from "#shared/model/failure";
import { CodeEditor } from "../../components/code-editor/CodeEditor";
import { DiagnosticList } from "../../components/code-editor/DiagnosticList";
import { goTo } from "../../components/code-editor/go-to";
import { markedLines } from "../../components/code-editor/marked-lines";
import styles from "./Alerts.module.css";

const editing: Extension = [lineNumbers(), history(), markedLines, keymap.of([...historyKeymap, ...defaultKeymap])];
const reading: Extension = [lineNumbers(), markedLines, EditorState.readOnly.of(true), EditorView.editable.of(false)];

interface Props {
  text: string;
  /** Without it the text is only shown. */
  onChange?: (text: string) => void;
  diagnostics: readonly Diagnostic[];
}

/** A rule file's text with its mistakes marked, and listed below; a click on one goes there. */
export function RuleTextEditor({ text, onChange, diagnostics }: Props) {
  const [view, setView] = useState<EditorView>();
  return (
    <>
      <CodeEditor
        label="Rule file"
        className={styles.ruleText}
        value={text}
        onChange={(next) => onChange?.(next)}
        extensions={onChange ? editing : reading}
        diagnostics={diagnostics}
        onView={setView}
      />
      <div className={styles.ruleProblems}>
        <DiagnosticList diagnostics={diagnostics} onGo={({ place }) => view && goTo(view, place)} />
      </div>
    </>
  );
}
