// What a panel's menu offers to take away.
import { FileJson, FileSpreadsheet, Image } from "lucide-react";
import type { PanelData } from "#shared/dashboards/panel-data";
import { fileNames } from "#shared/format/file-names";
import { saveBlob } from "../../../charts/chart-export";
import type { MenuItem } from "../../../components/Menu";
import { type DataFormat, dataText, hasRows, mediaTypes } from "./contents";
import { pictureOf } from "./picture";

interface Exported {
  /** With its variables filled in. */
  title: string;
  data: PanelData;
  /** Tells the panel from others in the page, and from its own copies. */
  viewKey: string;
}

export function exportItems({ title, data, viewKey }: Exported): MenuItem[] {
  const isEmpty = !hasRows(data.frames);
  const save = (format: DataFormat) => {
    const text = dataText(data.frames, format);
    saveBlob(new Blob([text], { type: mediaTypes[format] }), fileNames([title], format)[0] ?? "");
  };
  return [
    { label: "Save as CSV", icon: FileSpreadsheet, isDisabled: isEmpty, onSelect: () => save("csv") },
    { label: "Save as JSON", icon: FileJson, isDisabled: isEmpty, onSelect: () => save("json") },
    { label: "Save as picture", icon: Image, onSelect: () => void savePicture(title, viewKey) },
  ];
}

async function savePicture(title: string, viewKey: string): Promise<void> {
  const frame = document.querySelector<HTMLElement>(`[data-view-key="${CSS.escape(viewKey)}"] [data-panel]`);
  // The panel has gone while its menu was open.
  if (!frame) return;
  saveBlob(await pictureOf(frame), fileNames([title], "png")[0] ?? "");
}
