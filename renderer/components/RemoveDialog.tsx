import type { ReactNode } from "react";
import { ConfirmDialog } from "./ConfirmDialog";

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
  return (
    <ConfirmDialog title={`Remove ${name}?`} yes="Remove" no="Keep it" onYes={onRemove} onClose={onClose}>
      {children}
    </ConfirmDialog>
  );
}
