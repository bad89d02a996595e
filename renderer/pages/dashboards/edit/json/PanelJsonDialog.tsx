import { readPanelText, writePanelText } from "#shared/dashboards/change/panel-text";
import type { EditedPanel } from "../panel-editor/edited-panel";
import { JsonDialog } from "./JsonDialog";

/** The panel as the file of its dashboard has it; what is written here is checked before it is taken. */
export function PanelJsonDialog({ edited: { panel, change }, onClose }: { edited: EditedPanel; onClose(): void }) {
  return (
    <JsonDialog
      title={`“${panel.title || "Panel"}” as JSON`}
      text={writePanelText(panel)}
      read={(text) => {
        const read = readPanelText(text, panel.id);
        return read.ok
          ? { ok: true, notes: read.repairs, apply: () => change("Change the JSON of the panel", () => read.panel) }
          : read;
      }}
      onClose={onClose}
    />
  );
}
