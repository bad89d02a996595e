import { useMemo } from "react";
import { valueAt, withValueAt } from "#shared/dashboards/change/at-path";
import { transformationKinds } from "#shared/dashboards/data/transform";
import { ControlField } from "../controls/ControlField";
import { JsonField } from "../json/JsonField";
import { fieldNamesOf } from "../panel-editor/field-names";
import { formControls } from "./form-controls";
import { CalculateForm } from "./forms/CalculateForm";
import { FilterNamesForm } from "./forms/FilterNamesForm";
import type { FormProps } from "./forms/form";
import { GroupByForm } from "./forms/GroupByForm";
import { OrganizeForm } from "./forms/OrganizeForm";
import { SortByForm } from "./forms/SortByForm";
import styles from "./Transformations.module.css";

/** The options of one transformation: in a form of its own, or as JSON where there is none. */
export function TransformationForm(props: Omit<FormProps, "fieldNames">) {
  const { id, options, onChange, frames } = props;
  const fieldNames = useMemo(() => fieldNamesOf(frames), [frames]);
  const form = { ...props, fieldNames };
  switch (id) {
    case "organize":
      return <OrganizeForm {...form} />;
    case "groupBy":
      return <GroupByForm {...form} />;
    case "filterFieldsByName":
      return <FilterNamesForm {...form} />;
    case "calculateField":
      return <CalculateForm {...form} />;
    case "sortBy":
      return <SortByForm {...form} />;
    case "merge":
      return <p className={styles.about}>Puts all tables into one. Rows that agree in the shared columns become one row.</p>;
  }
  const controls = formControls(id, fieldNames);
  if (!controls) return <JsonField label="Options" value={options} onChange={(next) => onChange(asRecord(next))} />;
  const values = transformationKinds.find((kind) => kind.id === id)?.options.parse(options) ?? options;
  return (
    <div className={styles.form}>
      {controls
        .filter((control) => control.isShown?.(values) ?? true)
        .map((control) => (
          <ControlField
            key={control.path}
            control={control}
            value={valueAt(values, control.path)}
            onChange={(value) => onChange(withValueAt(options, control.path, value === "" ? undefined : value))}
            fieldNames={fieldNames}
          />
        ))}
    </div>
  );
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
