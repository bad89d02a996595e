import { ScrollText } from "lucide-react";
import { lazy } from "react";
import { logsOptionsSchema } from "#shared/dashboards/options/logs";
import type { PanelType } from "../panel";

export const logsPanel: PanelType = {
  id: "logs",
  title: "Logs",
  about: "Lines with their time and level.",
  icon: ScrollText,
  options: logsOptionsSchema,
  standard: [],
  optionControls: [
    { kind: "switch", path: "showTime", label: "Time", group: "Lines" },
    { kind: "switch", path: "showLabels", label: "Labels", group: "Lines" },
    { kind: "switch", path: "wrapLogMessage", label: "Long lines in several", group: "Lines" },
    { kind: "switch", path: "prettifyLogMessage", label: "JSON spread out", group: "Lines" },
    { kind: "switch", path: "enableLogDetails", label: "Details of a line on click", group: "Lines" },
    {
      kind: "choice",
      path: "sortOrder",
      label: "Order",
      group: "Lines",
      choices: [
        { value: "Descending", label: "Newest first" },
        { value: "Ascending", label: "Oldest first" },
      ],
    },
    {
      kind: "choice",
      path: "dedupStrategy",
      label: "Repeated lines as one",
      group: "Lines",
      choices: [
        { value: "none", label: "No" },
        { value: "exact", label: "Equal lines" },
        { value: "numbers", label: "Equal but for numbers" },
        { value: "signature", label: "Equal but for words" },
      ],
    },
  ],
  fieldControls: [],
  View: lazy(() => import("./View").then(({ LogsView }) => ({ default: LogsView }))),
};
