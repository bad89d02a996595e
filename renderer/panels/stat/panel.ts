import { Binary } from "lucide-react";
import { lazy } from "react";
import { statOptionsSchema } from "#shared/dashboards/options/stat";
import { orientationControl, reduceControls } from "../controls";
import type { PanelType } from "../panel";

export const statPanel: PanelType = {
  id: "stat",
  title: "Stat",
  about: "A number read at a glance, with the shape of its recent past.",
  icon: Binary,
  options: statOptionsSchema,
  standard: ["unit", "decimals", "min", "max", "displayName", "color", "thresholds", "mappings", "noValue", "links"],
  optionControls: [
    ...reduceControls,
    orientationControl("Look"),
    {
      kind: "choice",
      path: "textMode",
      label: "Text",
      group: "Look",
      choices: [
        { value: "auto", label: "Auto" },
        { value: "value", label: "Value" },
        { value: "value_and_name", label: "Value and name" },
        { value: "name", label: "Name" },
        { value: "none", label: "None" },
      ],
    },
    {
      kind: "choice",
      path: "colorMode",
      label: "Colour of",
      group: "Look",
      choices: [
        { value: "none", label: "Nothing" },
        { value: "value", label: "Value" },
        { value: "background", label: "Background, gradient" },
        { value: "background_solid", label: "Background" },
      ],
    },
    {
      kind: "choice",
      path: "graphMode",
      label: "Past",
      group: "Look",
      about: "The series behind the number.",
      choices: [
        { value: "none", label: "None" },
        { value: "area", label: "Area" },
        { value: "line", label: "Line" },
      ],
    },
    {
      kind: "choice",
      path: "justifyMode",
      label: "Alignment",
      group: "Look",
      choices: [
        { value: "auto", label: "Auto" },
        { value: "center", label: "Centred" },
      ],
    },
    { kind: "switch", path: "wideLayout", label: "Name beside the value where there is room", group: "Look" },
    {
      kind: "switch",
      path: "showPercentChange",
      label: "Change over the range",
      group: "Look",
      about: "In per cent, from the first value to the last.",
    },
    {
      kind: "number",
      path: "text.titleSize",
      label: "Size of the name",
      group: "Text size",
      min: 1,
      unit: "px",
      placeholder: "Auto",
    },
    {
      kind: "number",
      path: "text.valueSize",
      label: "Size of the value",
      group: "Text size",
      min: 1,
      unit: "px",
      placeholder: "Auto",
    },
  ],
  fieldControls: [],
  View: lazy(() => import("./View").then(({ StatView }) => ({ default: StatView }))),
};
