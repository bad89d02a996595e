import { Redo2, Undo2 } from "lucide-react";
import { useState } from "react";
import { type Failure, toFailure } from "#shared/model/failure";
import type { RoutingConfig } from "#shared/model/routing";
import { Button } from "../../../components/Button";
import { FailureNote } from "../../../components/FailureNote";
import { IconButton } from "../../../components/IconButton";
import { type Edits, isChanged } from "./edits";
import styles from "./Routing.module.css";

interface Props {
  edits: Edits<RoutingConfig>;
  /** Mistakes that keep it from being saved. */
  errors: number;
  /** An import or another window has changed what is being edited here. */
  isOutdated: boolean;
  onUndo(): void;
  onRedo(): void;
  onDiscard(): void;
  onSave(): Promise<unknown>;
}

/** What is edited holds only once it is saved. */
export function SaveBar({ edits, errors, isOutdated, onUndo, onRedo, onDiscard, onSave }: Props) {
  const [saving, setSaving] = useState<"no" | "yes" | Failure>("no");
  if (!isChanged(edits) && edits.past.length === 0 && edits.future.length === 0) return null;

  async function save(): Promise<void> {
    setSaving("yes");
    try {
      await onSave();
      setSaving("no");
    } catch (error) {
      setSaving(toFailure(error));
    }
  }

  return (
    <>
      <div className={styles.saveBar} role="status">
        <IconButton icon={Undo2} label="Undo (Ctrl Z)" onClick={onUndo} disabled={edits.past.length === 0} />
        <IconButton icon={Redo2} label="Redo (Ctrl Shift Z)" onClick={onRedo} disabled={edits.future.length === 0} />
        <p className={styles.saveWords} data-wrong={errors > 0 || undefined}>
          {wordsFor(isChanged(edits), errors, isOutdated)}
        </p>
        <Button kind="quiet" onClick={onDiscard} disabled={!isChanged(edits)}>
          Discard
        </Button>
        <Button kind="primary" onClick={() => void save()} isBusy={saving === "yes"} disabled={!isChanged(edits) || errors > 0}>
          {isOutdated ? "Save mine instead" : "Save"}
        </Button>
      </div>
      {typeof saving === "object" && <FailureNote failure={saving} onRetry={() => void save()} />}
    </>
  );
}

function wordsFor(hasChanges: boolean, errors: number, isOutdated: boolean): string {
  if (!hasChanges) return "As saved.";
  if (errors > 0)
    return errors === 1
      ? "One mistake is left: it is told where it is."
      : `${errors} mistakes are left: each is told where it is.`;
  if (isOutdated) return "The routing has been changed elsewhere since you began.";
  return "Not saved yet: alerts still go as before.";
}
