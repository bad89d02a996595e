import type { DashboardRow } from "#shared/contract/dashboards";
import { ask } from "../../../bridge/ask";
import { NewDashboardDialog } from "../edit/NewDashboardDialog";
import { FolderNameDialog, MoveDialog, WatchDialog } from "./FolderDialogs";
import { type FolderLine, folderWords } from "./folder-tree";

/** Which of the list's dialogs is open. */
export type Asking =
  | { kind: "nothing" }
  | { kind: "dashboard"; place: string; folder: string }
  | { kind: "make-folder"; place: string; folder: string }
  | { kind: "rename-folder"; line: FolderLine }
  | { kind: "watch" }
  | { kind: "move"; row: DashboardRow };

interface Props {
  asking: Asking;
  lines: readonly FolderLine[];
  onClose(): void;
}

export function ListDialogs({ asking, lines, onClose }: Props) {
  switch (asking.kind) {
    case "nothing":
      return null;
    case "dashboard":
      return <NewDashboardDialog place={asking.place} folder={asking.folder} onClose={onClose} />;
    case "make-folder": {
      const { place, folder } = asking;
      const inside = folder === "" ? "" : `${folder}/`;
      return (
        <FolderNameDialog
          title="New folder"
          description={`In ${folderWords(lines, place, folder)}.`}
          yes="Create"
          onName={(name) => ask("dashboards.makeFolder", { place, folder: `${inside}${name}` })}
          onClose={onClose}
        />
      );
    }
    case "rename-folder": {
      const { place, folder, name } = asking.line;
      return (
        <FolderNameDialog
          title={`Rename ${name}`}
          yes="Rename"
          initial={name}
          onName={(next) => ask("dashboards.renameFolder", { place, folder, name: next })}
          onClose={onClose}
        />
      );
    }
    case "watch":
      return <WatchDialog onWatch={(path) => ask("dashboards.watch", { path })} onClose={onClose} />;
    case "move": {
      const { uid, title, place, folder } = asking.row;
      return (
        <MoveDialog
          title={title}
          lines={lines}
          place={place}
          folder={folder}
          onMove={(nextPlace, nextFolder) => ask("dashboards.move", { uid, place: nextPlace, folder: nextFolder })}
          onClose={onClose}
        />
      );
    }
  }
}
