import { Field } from "../../../../../components/Field";
import { SearchPicker } from "../../../../../components/SearchPicker";
import { Switch } from "../../../../../components/Switch";
import styles from "../Transformations.module.css";
import { type FormProps, textIn } from "./form";

/** By which field rows are ordered. */
export function SortByForm({ options, onChange, fieldNames }: FormProps) {
  const list: unknown[] = Array.isArray(options.sort) ? options.sort : [];
  const [first] = list;
  const entry = typeof first === "object" && first !== null ? (first as Record<string, unknown>) : {};
  const put = (patch: Record<string, unknown>) => onChange({ ...options, sort: [{ ...entry, ...patch }, ...list.slice(1)] });
  return (
    <div className={styles.form}>
      <Field label="By the field">
        <SearchPicker
          value={textIn(entry, "field") || undefined}
          onChange={(field) => put({ field })}
          options={fieldNames.map((name) => ({ value: name, label: name }))}
          ownWords={(typed) => `The field “${typed}”`}
        />
      </Field>
      <Switch label="Largest first" isOn={entry.desc === true} onChange={(desc) => put({ desc })} />
    </div>
  );
}
