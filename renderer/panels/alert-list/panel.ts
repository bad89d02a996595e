import { BellRing } from "lucide-react";
import { lazy } from "react";
import { alertListOptionsSchema } from "#shared/dashboards/options/alert-list";
import type { PanelType } from "../panel";

export const alertListPanel: PanelType = {
  id: "alertlist",
  title: "Alert list",
  about: "What this console's rules say at the moment.",
  icon: BellRing,
  needs: "alerts",
  options: alertListOptionsSchema,
  standard: [],
  optionControls: [
    { kind: "switch", path: "states.firing", label: "Firing", group: "Which" },
    { kind: "switch", path: "states.pending", label: "Pending", group: "Which" },
    { kind: "switch", path: "states.resolved", label: "Resolved", group: "Which" },
    { kind: "text", path: "alertName", label: "Name or instance with", group: "Which" },
    {
      kind: "text",
      path: "alertInstanceLabelFilter",
      label: "Labels",
      group: "Which",
      placeholder: 'severity="critical", job=~"node.*"',
    },
    {
      kind: "choice",
      path: "sortOrder",
      label: "Order",
      group: "List",
      choices: [
        { value: "importance", label: "Most urgent first" },
        { value: "name", label: "By name" },
        { value: "newest", label: "Newest first" },
        { value: "oldest", label: "Oldest first" },
      ],
    },
    { kind: "number", path: "maxItems", label: "At most", group: "List", min: 1, max: 1000, step: 1, unit: "alerts" },
  ],
  fieldControls: [],
  View: lazy(() => import("./View").then(({ AlertListView }) => ({ default: AlertListView }))),
};
