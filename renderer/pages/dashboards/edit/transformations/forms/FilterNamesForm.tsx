import { Field } from "../../../../../components/Field";
import { MultiPick } from "../../../../../components/MultiPick";
import { TextInput } from "../../../../../components/TextInput";
import styles from "../Transformations.module.css";
import { type FormProps, recordIn, textIn } from "./form";

/** Which fields stay, and which of those go again. */
export function FilterNamesForm({ options, onChange, fieldNames }: FormProps) {
  const put = (key: "include" | "exclude", patch: Record<string, unknown>) =>
    onChange({ ...options, [key]: { ...recordIn(options, key), ...patch } });
  const choices = fieldNames.slice(0, 300).map((name) => ({ value: name, label: name }));
  return (
    <div className={styles.form}>
      <Part
        title="Keep"
        part={recordIn(options, "include")}
        choices={choices}
        onChange={(patch) => put("include", patch)}
        usual="All fields"
      />
      <Part
        title="Leave out"
        part={recordIn(options, "exclude")}
        choices={choices}
        onChange={(patch) => put("exclude", patch)}
        usual="None"
      />
    </div>
  );
}

interface PartProps {
  title: string;
  part: Readonly<Record<string, unknown>>;
  choices: readonly { value: string; label: string }[];
  onChange(patch: Record<string, unknown>): void;
  usual: string;
}

function Part({ title, part, choices, onChange, usual }: PartProps) {
  const names = Array.isArray(part.names) ? part.names.filter((name): name is string => typeof name === "string") : [];
  return (
    <>
      <Field label={title} isGroup>
        <MultiPick
          label={title}
          values={names}
          onChange={(next) => onChange({ names: next })}
          options={choices}
          placeholder={usual}
        />
      </Field>
      <Field label={`${title}, by pattern`}>
        <TextInput
          isMono
          placeholder="^node-.*"
          value={textIn(part, "pattern")}
          onChange={(pattern) => onChange({ pattern: pattern === "" ? undefined : pattern })}
        />
      </Field>
    </>
  );
}
