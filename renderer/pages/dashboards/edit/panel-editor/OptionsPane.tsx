import { useMemo, useState } from "react";
import { valueAt, withValueAt } from "#shared/dashboards/change/at-path";
import type { Frame } from "#shared/dashboards/data/frame";
import { Tabs } from "../../../../components/Tabs";
import { TextInput } from "../../../../components/TextInput";
import { wordFilter } from "../../../../components/word-filter";
import { panelTypeOf } from "../../../../panels";
import type { Control } from "../../../../panels/panel";
import { ControlField } from "../controls/ControlField";
import type { EditedPanel } from "./edited-panel";
import { fieldNamesOf } from "./field-names";
import { KindPicker } from "./KindPicker";
import styles from "./OptionsPane.module.css";
import { OverrideList } from "./OverrideList";
import { PanelSection } from "./PanelSection";
import { Section } from "./Section";
import { StandardFields } from "./StandardFields";

interface Props {
  edited: EditedPanel;
  /** What the panel shows now: their fields are offered where one is to be named. */
  frames: readonly Frame[];
}

/** How the panel is drawn: its kind, its options, and how its values are written, with exceptions. */
export function OptionsPane({ edited, frames }: Props) {
  const [tab, setTab] = useState<"options" | "overrides">("options");
  const fieldNames = useMemo(() => fieldNamesOf(frames), [frames]);
  return (
    <aside className={styles.pane} aria-label="Options of the panel">
      <KindPicker edited={edited} />
      <Tabs<"options" | "overrides">
        label="Options of the panel"
        value={tab}
        onChange={setTab}
        tabs={[
          { value: "options", label: "Options", content: <Options edited={edited} fieldNames={fieldNames} /> },
          {
            value: "overrides",
            label: "Overrides",
            count: edited.panel.fieldConfig.overrides.length,
            content: <OverrideList edited={edited} frames={frames} fieldNames={fieldNames} />,
          },
        ]}
      />
    </aside>
  );
}

function Options({ edited, fieldNames }: { edited: EditedPanel; fieldNames: readonly string[] }) {
  const [search, setSearch] = useState("");
  const { panel, change } = edited;
  const type = panelTypeOf(panel.type);
  const isFound = wordFilter(search);
  const options = useMemo(() => type?.options.parse(panel.options) ?? {}, [type, panel.options]);
  const custom = useMemo(() => type?.custom?.parse(panel.fieldConfig.defaults.custom ?? {}) ?? {}, [type, panel.fieldConfig]);

  const setOption = (path: string, label: string) => (value: unknown) =>
    change(`Change ${label}`, (was) => ({ ...was, options: withValueAt(was.options, path, value) }), `option ${path}`);
  const setCustom = (path: string, label: string) => (value: unknown) =>
    change(`Change ${label}`, (was) => withDefault(was, `custom.${path}`, value), `custom ${path}`);

  return (
    <div className={styles.options}>
      <TextInput
        type="search"
        aria-label="Search the options"
        placeholder="Search the options"
        value={search}
        onChange={setSearch}
      />
      <PanelSection edited={edited} isFound={isFound} />
      <ControlSections
        controls={type?.optionControls ?? []}
        values={options}
        fieldNames={fieldNames}
        isFound={isFound}
        setterOf={setOption}
      />
      <StandardFields edited={edited} type={type} isFound={isFound} />
      <ControlSections
        controls={type?.fieldControls ?? []}
        values={custom}
        fieldNames={fieldNames}
        isFound={isFound}
        setterOf={setCustom}
      />
    </div>
  );
}

const withDefault = (panel: EditedPanel["panel"], path: string, value: unknown): EditedPanel["panel"] => ({
  ...panel,
  fieldConfig: { ...panel.fieldConfig, defaults: withValueAt(panel.fieldConfig.defaults, path, value) },
});

interface ControlSectionsProps {
  controls: readonly Control[];
  values: Readonly<Record<string, unknown>>;
  fieldNames: readonly string[];
  isFound(text: string): boolean;
  setterOf(path: string, label: string): (value: unknown) => void;
}

/** Controls under the headings that they name, in the order of the first of each. */
function ControlSections({ controls, values, fieldNames, isFound, setterOf }: ControlSectionsProps) {
  const shown = controls.filter(
    (control) => (control.isShown?.(values) ?? true) && isFound(`${control.group} ${control.label} ${control.about ?? ""}`),
  );
  return [...new Set(shown.map(({ group }) => group))].map((group) => (
    <Section key={group} title={group}>
      {shown
        .filter((control) => control.group === group)
        .map((control) => (
          <ControlField
            key={control.path}
            control={control}
            value={valueAt(values, control.path)}
            onChange={setterOf(control.path, control.label.toLowerCase())}
            fieldNames={fieldNames}
          />
        ))}
    </Section>
  ));
}
