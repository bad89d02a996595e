import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Diagnostic } from "#shared/model/failure";
import { classNames } from "../../../components/class-names";
import { CodeEditor } from "../../../components/code-editor/CodeEditor";
import { DiagnosticList } from "../../../components/code-editor/DiagnosticList";
import { goTo } from "../../../components/code-editor/go-to";
import { markedLines } from "../../../components/code-editor/marked-lines";
import styles from "./Rules.module.css";

const reading: Extension = [yaml(), lineNumbers(), markedLines, EditorState.readOnly.of(true), EditorView.editable.of(false)];

interface Props {
  text: string;
  /** Without it the text is only shown. */
  onChange?: (text: string) => void;
  /** Ctrl+S or Cmd+S. */
  onSave?: () => void;
  diagnostics: readonly Diagnostic[];
  /** Brought into sight at first, from 1. */
  line?: number | undefined;
  /** As high as the window lets it be. */
  isTall?: boolean;
}

/** A rule file's text with its mistakes marked, and listed below; a click on one goes there. */
export function RuleTextEditor({ text, onChange, onSave, diagnostics, line, isTall = false }: Props) {
  const [view, setView] = useState<EditorView>();
  const save = useRef(onSave);
  useEffect(() => {
    save.current = onSave;
  });
  const isEditable = onChange !== undefined;
  const extensions = useMemo((): Extension => {
    if (!isEditable) return reading;
    const saving = {
      key: "Mod-s",
      preventDefault: true,
      run: () => {
        save.current?.();
        return true;
      },
    };
    return [
      yaml(),
      lineNumbers(),
      history(),
      markedLines,
      keymap.of([saving, ...historyKeymap, ...defaultKeymap, indentWithTab]),
    ];
  }, [isEditable]);

  useEffect(() => {
    if (!view || line === undefined || line < 1 || line > view.state.doc.lines) return;
    const { from } = view.state.doc.line(line);
    view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
  }, [view, line]);

  return (
    <>
      <CodeEditor
        label="Rule file"
        className={classNames(styles.ruleText, isTall && styles.tall)}
        value={text}
        onChange={(next) => onChange?.(next)}
        extensions={extensions}
        diagnostics={diagnostics}
        onView={setView}
      />
      <div className={styles.ruleProblems}>
        <DiagnosticList diagnostics={diagnostics} onGo={({ place }) => view && goTo(view, place)} />
      </div>
    </>
  );
}
