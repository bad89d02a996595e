import type { FieldColor } from "#shared/dashboards/field-config";
import { colourAt } from "../../../../charts/named-colours";
import { useChartColours } from "../../../../charts/use-chart-colours";
import { Field } from "../../../../components/Field";
import { SegmentedControl } from "../../../../components/SegmentedControl";
import { Select } from "../../../../components/Select";
import { ColourPicker } from "./ColourPicker";
import styles from "./ColourScheme.module.css";

interface Props {
  value: FieldColor | undefined;
  onChange(value: FieldColor | undefined): void;
}

const unset = "\u0000unset";

const modes: readonly { value: string; label: string }[] = [
  { value: unset, label: "As the panel usually does" },
  { value: "fixed", label: "One colour" },
  { value: "shades", label: "Shades of one colour" },
  { value: "thresholds", label: "By thresholds" },
  { value: "palette-classic", label: "Palette, by place" },
  { value: "palette-classic-by-name", label: "Palette, by name" },
  ...[
    ["GrYlRd", "Green to yellow to red"],
    ["RdYlGr", "Red to yellow to green"],
    ["BlYlRd", "Blue to yellow to red"],
    ["YlRd", "Yellow to red"],
    ["BlPu", "Blue to purple"],
    ["YlBl", "Yellow to blue"],
    ["reds", "Reds"],
    ["blues", "Blues"],
    ["greens", "Greens"],
    ["purples", "Purples"],
  ].map(([id, label]) => ({ value: `continuous-${id}`, label: label ?? "" })),
];

/** What colours values: themselves, their place, or a colour of their own. */
export function ColourScheme({ value, onChange }: Props) {
  const mode = value?.mode ?? unset;
  const isOne = mode === "fixed" || mode === "shades";
  const byValue = mode === "thresholds" || mode.startsWith("continuous-");
  const known = modes.some((each) => each.value === mode) ? modes : [...modes, { value: mode, label: mode }];
  return (
    <>
      <Field label="Colour">
        <Select
          value={mode}
          onChange={(next) => onChange(next === unset ? undefined : withMode(value, next))}
          options={known.map((each) => ({
            ...each,
            ...(each.value.startsWith("continuous-") && { mark: <Ramp scheme={each.value} /> }),
          }))}
        />
      </Field>
      {isOne && (
        <Field label={mode === "fixed" ? "Which one" : "Of which one"} isGroup>
          <ColourPicker
            label="Colour"
            value={value?.fixedColor}
            onChange={(fixedColor) => onChange({ ...value, mode, fixedColor })}
          />
        </Field>
      )}
      {byValue && (
        <Field label="A line has the colour of its" isGroup>
          <SegmentedControl
            label="A line has the colour of its"
            value={value?.seriesBy ?? "last"}
            onChange={(seriesBy) => onChange({ ...value, mode, seriesBy })}
            segments={[
              { value: "last", label: "Last" },
              { value: "min", label: "Min" },
              { value: "max", label: "Max" },
            ]}
          />
        </Field>
      )}
    </>
  );
}

const withMode = (was: FieldColor | undefined, mode: string): FieldColor => ({
  ...was,
  mode,
  ...((mode === "fixed" || mode === "shades") && { fixedColor: was?.fixedColor ?? "blue" }),
});

/** The scheme from its lowest colour to its highest. */
function Ramp({ scheme }: { scheme: string }) {
  const colours = useChartColours();
  const stops = [0, 0.25, 0.5, 0.75, 1].map((share) => colourAt(scheme, share, colours));
  return <i className={styles.ramp} style={{ background: `linear-gradient(to right, ${stops.join(", ")})` }} />;
}
