import type { EditorView } from "@codemirror/view";
import type { Diagnostic } from "#shared/model/failure";
import { PromqlEditor } from "../../components/promql-editor/PromqlEditor";
import { newerQuery, olderQuery } from "../../stores/past-queries";
import type { PastQuery } from "../../stores/query-storage";

interface Props {
  value: string;
  onChange(value: string): void;
  onRun(): void;
  source: string;
  diagnostics: readonly Diagnostic[];
  past: readonly PastQuery[];
  onEditor(editor: EditorView | undefined): void;
}

/** The query as it is typed; the arrows go through those that were run before. */
export function QueryEditor({ past, ...rest }: Props) {
  return (
    <PromqlEditor
      {...rest}
      onRecall={(direction, text) => (direction === "older" ? olderQuery(past, text) : newerQuery(past, text))}
    />
  );
}
