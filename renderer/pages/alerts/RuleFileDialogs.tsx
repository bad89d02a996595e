import type { RuleFile } from "#shared/model/rule";
import { ask } from "../../bridge/ask";
import { useAsk } from "../../bridge/use-ask";
import { CopyButton } from "../../components/CopyButton";
import { Dialog } from "../../components/Dialog";
import { FailureNote } from "../../components/FailureNote";
import { RemoveDialog } from "../../components/RemoveDialog";
import { Skeleton } from "../../components/Skeleton";
import { RuleTextEditor } from "./RuleTextEditor";

interface Props {
  file: RuleFile;
  onClose(): void;
}

/** The file's text as the engine reads it now, with what is wrong with it. */
export function ShowTextDialog({ file, onClose }: Props) {
  const answer = useAsk("rules.text", { id: file.id }, { gcTime: 0 });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={file.name}
      description={file.path === file.name ? undefined : file.path}
      footer={answer.data && <CopyButton isWide text={answer.data.text} label="Copy the text" />}
    >
      {answer.data ? (
        <RuleTextEditor text={answer.data.text} diagnostics={file.diagnostics} />
      ) : answer.error ? (
        <FailureNote failure={answer.error.failure} onRetry={() => void answer.refetch()} isRetrying={answer.isFetching} />
      ) : (
        <Skeleton lines={8} />
      )}
    </Dialog>
  );
}

/** Asks once more before a rule file and its alerts are forgotten. */
export function RemoveFileDialog({ file, onClose }: Props) {
  const alerts = file.groups.flatMap(({ rules }) => rules.flatMap((rule) => rule.alerts));
  const active = alerts.filter(({ state }) => state !== "resolved").length;
  return (
    <RemoveDialog name={file.name} onRemove={() => ask("rules.remove", { id: file.id })} onClose={onClose}>
      <p>
        Its rules are no longer evaluated, and you are told nothing about them any more.
        {active > 0 &&
          ` ${active === 1 ? "One alert that is active now goes" : `${active} alerts that are active now go`} with it.`}
      </p>
      <p>A file that was loaded by its path stays where it is.</p>
    </RemoveDialog>
  );
}
