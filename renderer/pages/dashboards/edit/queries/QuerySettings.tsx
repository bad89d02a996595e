import { autoLegend } from "#shared/dashboards/data/names";
import type { PanelQuery } from "#shared/dashboards/panel";
import { Field } from "../../../../components/Field";
import { SegmentedControl } from "../../../../components/SegmentedControl";
import { Select } from "../../../../components/Select";
import { TextInput } from "../../../../components/TextInput";
import styles from "./Queries.module.css";

interface Props {
  query: PanelQuery;
  onChange(part: Partial<PanelQuery>, label: string): void;
}

type LegendKind = "auto" | "verbose" | "custom";

const legendKind = (legend: string): LegendKind => (legend === autoLegend ? "auto" : legend === "" ? "verbose" : "custom");
const firstCustom = "{{instance}}";

/** How the answer is called, how close its points are, and in which form it comes. */
export function QuerySettings({ query, onChange }: Props) {
  const { refId, legendFormat, minStep, mode, format } = query;
  const legend = legendKind(legendFormat);
  const putLegend = (text: string) => onChange({ legendFormat: text }, `Change the legend of query ${refId}`);
  return (
    <div className={styles.settings}>
      <Field label="Legend">
        <div className={styles.legend}>
          <Select<LegendKind>
            label={`Legend of query ${refId}`}
            value={legend}
            onChange={(kind) => putLegend(kind === "auto" ? autoLegend : kind === "verbose" ? "" : firstCustom)}
            options={[
              { value: "auto", label: "Auto", detail: "what tells the series apart" },
              { value: "verbose", label: "Verbose", detail: "name and all labels" },
              { value: "custom", label: "Custom" },
            ]}
          />
          {legend === "custom" && (
            <TextInput
              isMono
              aria-label={`Legend text of query ${refId}`}
              placeholder="{{label}}"
              value={legendFormat}
              onChange={(text) => putLegend(text === "" ? " " : text.trimStart())}
            />
          )}
        </div>
      </Field>
      <Field label="Min step">
        <TextInput
          className={styles.short}
          placeholder="Auto"
          value={minStep}
          onChange={(next) => onChange({ minStep: next }, `Change the step of query ${refId}`)}
        />
      </Field>
      <Field label="Type" isGroup>
        <SegmentedControl<PanelQuery["mode"]>
          label={`Type of query ${refId}`}
          value={mode}
          onChange={(next) => onChange({ mode: next }, `Change the type of query ${refId}`)}
          segments={[
            { value: "range", label: "Range" },
            { value: "instant", label: "Instant" },
            { value: "both", label: "Both" },
          ]}
        />
      </Field>
      <Field label="Format">
        <Select<PanelQuery["format"]>
          value={format}
          onChange={(next) => onChange({ format: next }, `Change the format of query ${refId}`)}
          options={[
            { value: "time_series", label: "Time series" },
            { value: "table", label: "Table" },
            { value: "heatmap", label: "Heatmap" },
          ]}
        />
      </Field>
    </div>
  );
}
