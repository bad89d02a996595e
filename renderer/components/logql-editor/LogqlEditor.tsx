import type { EditorView } from "@codemirror/view";
import { useEffect, useMemo, useRef } from "react";
import type { Diagnostic } from "#shared/model/failure";
import type { NsTime } from "#shared/model/log";
import { ask } from "../../bridge/ask";
import { QueryEditor } from "../code-editor/QueryEditor";
import { createLogKnowledge } from "./knowledge";
import { logqlCompletion } from "./logql-completion";
import { logqlExtension } from "./logql-extension";

interface Props {
  value: string;
  onChange(value: string): void;
  onRun(): void;
  /** Whose labels and fields are offered, and of which time. */
  source: string;
  span: { startNs: NsTime; endNs: NsTime };
  diagnostics: readonly Diagnostic[];
  /** What the editor is, for those who hear the page. */
  label?: string;
  onRecall?(direction: "older" | "newer", text: string): string | undefined;
  /** Values that a field has among lines that are there already. */
  loadedValues?(field: string): readonly string[];
  onEditor?(editor: EditorView | undefined): void;
}

/** A LogQL query as it is typed, with what is wrong with it underlined and said below. */
export function LogqlEditor(props: Props) {
  const { value, onChange, source, diagnostics, label = "LogQL query", onEditor } = props;
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const extensions = useMemo(
    () =>
      logqlExtension({
        complete: logqlCompletion({
          knowledge: createLogKnowledge({ ask, source, span: () => latest.current.span, now: Date.now }),
          isLocal: source === "local",
          loadedValues: (field) => latest.current.loadedValues?.(field) ?? [],
        }),
        onRun: () => latest.current.onRun(),
        onRecall: (direction, text) => latest.current.onRecall?.(direction, text),
      }),
    [source],
  );
  return (
    <QueryEditor
      label={label}
      value={value}
      onChange={onChange}
      extensions={extensions}
      diagnostics={diagnostics}
      onEditor={onEditor}
    />
  );
}
