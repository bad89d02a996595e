import type { PickerOption } from "../../../../components/SearchPicker";
import type { Control, PanelType } from "../../../../panels/panel";
import { JsonField } from "../json/JsonField";
import { ControlField } from "./ControlField";
import { FieldProperty } from "./FieldProperty";
import styles from "./Lists.module.css";
import { type StandardProperty, standardProperties } from "./standard-properties";

interface Props {
  /** A path into a field's configuration: `unit`, `custom.fillOpacity`. */
  id: string;
  value: unknown;
  type: PanelType | undefined;
  fieldNames: readonly string[];
  onChange(value: unknown): void;
}

const standardOf = (id: string): StandardProperty | undefined => standardProperties.find((property) => property.id === id);

function customOf(id: string, type: PanelType | undefined): Control | undefined {
  return id.startsWith("custom.") ? type?.fieldControls.find(({ path }) => path === id.slice(7)) : undefined;
}

/** One setting of an override. What this kind of panel does not know is written as JSON, and kept. */
export function PropertyControl({ id, value, type, fieldNames, onChange }: Props) {
  const standard = standardOf(id);
  if (standard) {
    return (
      <div className={styles.stack}>
        <FieldProperty id={standard.id} value={value} onChange={onChange} />
      </div>
    );
  }
  const custom = customOf(id, type);
  if (custom) return <ControlField control={custom} value={value} onChange={onChange} fieldNames={fieldNames} />;
  return <JsonField label={id} value={value} onChange={onChange} />;
}

export const propertyLabel = (id: string, type: PanelType | undefined): string =>
  standardOf(id)?.label ?? customOf(id, type)?.label ?? id;

/** What an override of this kind of panel may set, with the value that it begins with. */
export function propertyChoices(type: PanelType | undefined): (PickerOption & { first: unknown })[] {
  const known: ReadonlySet<string> = new Set(type?.standard ?? standardProperties.map(({ id }) => id));
  return [
    ...standardProperties
      .filter(({ id }) => known.has(id))
      .map(({ id, label, first }) => ({ value: id, label, first, group: "All panels" })),
    ...(type?.fieldControls ?? []).map((control) => ({
      value: `custom.${control.path}`,
      label: control.label,
      group: control.group,
      first: firstOf(control),
    })),
  ];
}

function firstOf(control: Control): unknown {
  switch (control.kind) {
    case "switch":
      return true;
    case "choice":
      return control.choices[0]?.value;
    case "number":
      return control.min ?? 0;
    case "color":
      return "blue";
    case "choices":
    case "calcs":
    case "words":
      return [];
    default:
      return "";
  }
}
