import type { EditorView } from "@codemirror/view";
import { useEffect, useMemo, useRef } from "react";
import type { Diagnostic } from "#shared/model/failure";
import { ask } from "../../bridge/ask";
import { QueryEditor } from "../code-editor/QueryEditor";
import { createCompletionClient } from "./completion";
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
