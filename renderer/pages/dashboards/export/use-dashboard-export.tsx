import { Download, FileJson } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Dashboard } from "#shared/dashboards/dashboard";
import { writeDashboardText } from "#shared/dashboards/dashboard-text";
import { exportShared } from "#shared/dashboards/export/classic";
import { fileStem } from "#shared/format/file-names";
import { saveBlob } from "../../../charts/chart-export";
import type { MenuItem } from "../../../components/Menu";
import { useDashboardRun } from "../run/dashboard-context";
import { mediaTypes } from "./contents";
import { ExportDialog } from "./ExportDialog";

export interface DashboardExport {
  items: MenuItem[];
  dialog: ReactNode;
}

/** What an open dashboard's menu offers to take away, and the dialog that one of these opens. */
export function useDashboardExport(): DashboardExport {
  const { dashboard } = useDashboardRun();
  const [isOpen, setOpen] = useState(false);
  return {
    items: [
      { label: "Export all panels…", icon: Download, onSelect: () => setOpen(true) },
      { label: "Save as file", icon: FileJson, onSelect: () => saveJson(dashboard, writeDashboardText(dashboard), "") },
      {
        label: "Save as file for Grafana",
        icon: FileJson,
        onSelect: () => saveJson(dashboard, `${JSON.stringify(exportShared(dashboard), undefined, 2)}\n`, "-grafana"),
      },
    ],
    dialog: isOpen && <ExportDialog onClose={() => setOpen(false)} />,
  };
}

function saveJson({ title }: Dashboard, text: string, suffix: string): void {
  saveBlob(new Blob([text], { type: mediaTypes.json }), `${fileStem(title)}${suffix}.json`);
}
