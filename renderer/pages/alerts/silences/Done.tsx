import { X } from "lucide-react";
import { useState } from "react";
import { type Failure, toFailure } from "#shared/model/failure";
import { Button } from "../../../components/Button";
import { FailureNote } from "../../../components/FailureNote";
import { IconButton } from "../../../components/IconButton";
import styles from "./Silences.module.css";

interface Props {
  /** What was done. */
  text: string;
  onUndo(): Promise<unknown>;
  onClose(): void;
}

/** What was just done, with the way back. It stays until it is dismissed: a note that leaves by itself is missed. */
export function Done({ text, onUndo, onClose }: Props) {
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setBusy] = useState(false);

  async function undo(): Promise<void> {
    setBusy(true);
    try {
      await onUndo();
      onClose();
    } catch (error) {
      setFailure(toFailure(error));
      setBusy(false);
    }
  }

  return (
    <>
      <div className={styles.done} role="status">
        <p>{text}</p>
        <Button size="small" onClick={() => void undo()} isBusy={isBusy}>
          Undo
        </Button>
        <IconButton icon={X} label="Dismiss" onClick={onClose} />
      </div>
      {failure && <FailureNote failure={failure} />}
    </>
  );
}
