import { useCallback, useState } from "react";
import { type Failure, toFailure } from "#shared/model/failure";
import type { RuleFile } from "#shared/model/rule";
import { withoutJinja } from "#shared/rules/jinja";
import { ask } from "../../../../bridge/ask";
import { useAsk } from "../../../../bridge/use-ask";
import { Button } from "../../../../components/Button";
import { ConfirmDialog } from "../../../../components/ConfirmDialog";
import { CopyButton } from "../../../../components/CopyButton";
import { useDiagnostics } from "../../../../components/code-editor/use-diagnostics";
import { Dialog } from "../../../../components/Dialog";
import { FailureNote } from "../../../../components/FailureNote";
import { Skeleton } from "../../../../components/Skeleton";
import styles from "../Rules.module.css";
import { RuleTextEditor } from "../RuleTextEditor";

interface Props {
  file: RuleFile;
  /** The line to begin at, from 1. */
  line?: number | undefined;
  onClose(): void;
}

/** A rule file's text, to be read and changed. What is wrong in it is marked while it is typed, and nothing wrong is saved. */
export function EditDialog({ file, line, onClose }: Props) {
  const answer = useAsk("rules.text", { id: file.id }, { gcTime: 0, staleTime: "static" });
  if (answer.data) {
    // A new revision is another text to begin with.
    return (
      <Editing
        key={answer.data.revision}
        file={file}
        line={line}
        first={answer.data}
        onReload={() => void answer.refetch()}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog isOpen onClose={onClose} width="wide" title={file.name}>
      {answer.error ? (
        <FailureNote failure={answer.error.failure} onRetry={() => void answer.refetch()} isRetrying={answer.isFetching} />
      ) : (
        <Skeleton lines={12} />
      )}
    </Dialog>
  );
}

interface EditingProps extends Props {
  first: { text: string; revision: string };
  /** Takes the file as it is on disk now. */
  onReload(): void;
}

function Editing({ file, line, first, onReload, onClose }: EditingProps) {
  const [text, setText] = useState(first.text);
  const [failure, setFailure] = useState<Failure>();
  const [isSaving, setSaving] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const check = useCallback(
    async (what: string, signal: AbortSignal) =>
      (await ask("rules.check", { text: what, source: file.source }, { signal })).diagnostics,
    [file.source],
  );
  const { diagnostics } = useDiagnostics(text, check);
  const isChanged = text !== first.text;
  const hasErrors = diagnostics.some(({ severity }) => severity === "error");
  const hasJinja = diagnostics.some(({ message }) => message.includes("left over from Jinja"));

  async function save(): Promise<void> {
    if (!isChanged || hasErrors) return;
    setSaving(true);
    setFailure(undefined);
    try {
      await ask("rules.save", { id: file.id, text, revision: first.revision });
      onClose();
    } catch (error) {
      setFailure(toFailure(error));
      setSaving(false);
    }
  }

  if (isLeaving) {
    return (
      <ConfirmDialog
        title="Leave without saving?"
        yes="Leave"
        no="Go on editing"
        onYes={async () => onClose()}
        onClose={() => setLeaving(false)}
      >
        <p>What you changed in {file.name} is not saved.</p>
      </ConfirmDialog>
    );
  }
  return (
    <Dialog
      isOpen
      onClose={() => (isChanged ? setLeaving(true) : onClose())}
      width="wide"
      title={file.name}
      description={file.path === file.name ? undefined : file.path}
      footer={
        <>
          <CopyButton isWide text={text} label="Copy the text" />
          {hasJinja && (
            <Button kind="quiet" onClick={() => setText(withoutJinja(text))}>
              Take Jinja's marks out
            </Button>
          )}
          {failure?.kind === "refused" && (
            <Button kind="quiet" onClick={onReload}>
              Take the file as it is now
            </Button>
          )}
          <span className={styles.room} />
          <Button kind="quiet" onClick={() => (isChanged ? setLeaving(true) : onClose())}>
            {isChanged ? "Cancel" : "Close"}
          </Button>
          <Button kind="primary" onClick={save} disabled={!isChanged || hasErrors} isBusy={isSaving}>
            Save
          </Button>
        </>
      }
    >
      <RuleTextEditor text={text} onChange={setText} diagnostics={diagnostics} onSave={() => void save()} line={line} isTall />
      {failure && <FailureNote failure={diagnostics.length > 0 ? { ...failure, diagnostics: [] } : failure} />}
    </Dialog>
  );
}
