import { type ReactNode, useState } from "react";
import { type Failure, toFailure } from "#shared/model/failure";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { FailureNote } from "./FailureNote";

export interface RemoveDialogProps {
  /** What would go, as the user knows it. */
  name: string;
  /** Does it; the dialog closes when it is done, and stays with the reason when it fails. */
  onRemove(): Promise<unknown>;
  onClose(): void;
  /** What goes with it, and what stays. */
  children: ReactNode;
}

/** Asks once more before something is gone. */
export function RemoveDialog({ name, onRemove, onClose, children }: RemoveDialogProps) {
  const [failure, setFailure] = useState<Failure>();
  const [isRemoving, setRemoving] = useState(false);

  async function remove(): Promise<void> {
    setRemoving(true);
    try {
      await onRemove();
      onClose();
    } catch (error) {
      setFailure(toFailure(error));
      setRemoving(false);
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="narrow"
      title={`Remove ${name}?`}
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            Keep it
          </Button>
          <Button kind="danger" onClick={remove} isBusy={isRemoving}>
            Remove
          </Button>
        </>
      }
    >
      {children}
      {failure && <FailureNote failure={failure} />}
    </Dialog>
  );
}
