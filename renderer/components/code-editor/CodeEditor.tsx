import { setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useRef } from "react";
import type { Diagnostic } from "#shared/model/failure";
import { toEditorDiagnostics } from "./diagnostics";
import { editorTheme } from "./theme";

interface Props {
  value: string;
  onChange(value: string): void;
  /** The language, keys and the like. A new array is a new configuration: build it in a `useMemo`. */
  extensions: Extension;
  /** Marked at their places until the next ones come. */
  diagnostics: readonly Diagnostic[];
  /** What the editor is, for those who hear the page. */
  label: string;
  className?: string | undefined;
  /** Given the view when it is there, for moving the cursor to a place. */
  onView?: (view: EditorView | undefined) => void;
}

/** A text editor with marks under its mistakes. The text belongs to the caller, as in an `<input value>`. */
export function CodeEditor({ value, onChange, extensions, diagnostics, label, className, onView }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | undefined>(undefined);
  const handed = useRef({ onChange, onView });
  const first = useRef({ value, extensions, label });
  const configuration = useRef(new Compartment());

  useEffect(() => {
    handed.current = { onChange, onView };
  });

  useEffect(() => {
    if (!place.current) return;
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: first.current.value,
        extensions: [
          editorTheme,
          configuration.current.of(first.current.extensions),
          EditorView.contentAttributes.of({ "aria-label": first.current.label, spellcheck: "false" }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) handed.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    handed.current.onView?.(editor);
    return () => {
      handed.current.onView?.(undefined);
      editor.destroy();
      view.current = undefined;
    };
  }, []);

  useEffect(() => {
    view.current?.dispatch({ effects: configuration.current.reconfigure(extensions) });
  }, [extensions]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value }, selection: { anchor: value.length } });
  }, [value]);

  useEffect(() => {
    const editor = view.current;
    if (editor) editor.dispatch(setDiagnostics(editor.state, toEditorDiagnostics(diagnostics, editor.state.doc.toString())));
  }, [diagnostics]);

  return <div ref={place} className={className} />;
}
