import { type ReactNode, useState } from "react";
import { type Failure, toFailure } from "#shared/model/failure";
import { Button } from "./Button";
import { Dialog, type DialogProps } from "./Dialog";
import { FailureNote } from "./FailureNote";

export interface ConfirmDialogProps {
  /** The question: "Delete 3 series?". */
  title: string;
  /** On the button that does it: the verb of the question. */
  yes: string;
  /** On the button that leaves all as it is. */
  no: string;
  /** Does it; the dialog closes when it is done, and stays with the reason when it fails. */
  onYes(): Promise<unknown>;
  onClose(): void;
  width?: DialogProps["width"];
  /** What becomes of what. */
  children: ReactNode;
}

/** Asks once more before something that cannot be undone. */
export function ConfirmDialog({ title, yes, no, onYes, onClose, width = "narrow", children }: ConfirmDialogProps) {
  const [failure, setFailure] = useState<Failure>();
  const [isUnderWay, setUnderWay] = useState(false);

  async function confirm(): Promise<void> {
    setUnderWay(true);
    try {
      await onYes();
      onClose();
    } catch (error) {
      setFailure(toFailure(error));
      setUnderWay(false);
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      width={width}
      title={title}
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            {no}
          </Button>
          <Button kind="danger" onClick={confirm} isBusy={isUnderWay}>
            {yes}
          </Button>
        </>
      }
    >
      {children}
      {failure && <FailureNote failure={failure} />}
    </Dialog>
  );
}
