import { X } from "lucide-react";
import { useState } from "react";
import { type Failure, toFailure } from "#shared/model/failure";
import { Button } from "../../../components/Button";
import { FailureNote } from "../../../components/FailureNote";
import { IconButton } from "../../../components/IconButton";
import styles from "./List.module.css";

interface Props {
  /** What was done. */
  text: string;
  /** Absent: it cannot be undone, or needs no undoing. */
  onUndo?: (() => Promise<unknown>) | undefined;
  onClose(): void;
}

/** What was just done, with the way back. It stays until the next thing is done, because a note that leaves by itself is missed. */
export function UndoNote({ text, onUndo, onClose }: Props) {
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);

  async function undo(): Promise<void> {
    setBusy(true);
    try {
      await onUndo?.();
      onClose();
    } catch (error) {
      setFailure(toFailure(error));
      setBusy(false);
    }
  }

  return (
    <>
      <div className={styles.undo} role="status">
        <p>{text}</p>
        {onUndo && (
          <Button size="small" onClick={() => void undo()} isBusy={isBusy}>
            Undo
          </Button>
        )}
        <IconButton icon={X} label="Dismiss" onClick={onClose} />
      </div>
      {failure && <FailureNote failure={failure} />}
    </>
  );
}
