import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";

interface Props {
  what: "row" | "tab";
  title: string;
  /** How many stand in it. */
  panels: number;
  /** Whether they can go to the row above. */
  canKeep: boolean;
  onRemove(options: { keepPanels: boolean }): void;
  onClose(): void;
}

/** Asks what becomes of the panels in a row or a tab that is removed. */
export function RemoveRowDialog({ what, title, panels, canKeep, onRemove, onClose }: Props) {
  const remove = (keepPanels: boolean) => {
    onRemove({ keepPanels });
    onClose();
  };
  const count = panels === 1 ? "its panel" : `its ${panels} panels`;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="narrow"
      title={`Remove the ${what} “${title || "without a title"}”?`}
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            Keep the {what}
          </Button>
          {panels > 0 && canKeep && <Button onClick={() => remove(true)}>Remove, keep panels</Button>}
          <Button kind="danger" onClick={() => remove(false)}>
            {panels > 0 ? `Remove with ${count}` : "Remove"}
          </Button>
        </>
      }
    >
      {panels === 0 ? (
        <p>It is empty.</p>
      ) : canKeep ? (
        <p>The panels can stay: they go to the end of the row above. Undo brings everything back.</p>
      ) : (
        <p>It goes with {count}. Undo brings everything back.</p>
      )}
    </Dialog>
  );
}
