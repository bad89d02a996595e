import { Type } from "lucide-react";
import { lazy } from "react";
import { textOptionsSchema } from "#shared/dashboards/options/text";
import type { PanelType } from "../panel";

export const textPanel: PanelType = {
  id: "text",
  title: "Text",
  about: "Words for whoever reads the dashboard: Markdown, or code.",
  icon: Type,
  needs: "nothing",
  options: textOptionsSchema,
  standard: [],
  optionControls: [
    {
      kind: "choice",
      path: "mode",
      label: "Written in",
      group: "Text",
      choices: [
        { value: "markdown", label: "Markdown" },
        { value: "html", label: "HTML" },
        { value: "code", label: "Code" },
      ],
    },
    {
      kind: "switch",
      path: "code.showLineNumbers",
      label: "Line numbers",
      group: "Text",
      isShown: ({ mode }) => mode === "code",
    },
    {
      kind: "text",
      isLong: true,
      path: "content",
      label: "Text",
      group: "Text",
      about: "Variables such as $job are filled in.",
    },
  ],
  fieldControls: [],
  View: lazy(() => import("./View").then(({ TextView }) => ({ default: TextView }))),
};
