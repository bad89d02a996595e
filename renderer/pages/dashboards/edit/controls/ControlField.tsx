import { useState } from "react";
import { reducers } from "#shared/dashboards/data/reduce";
import { Field } from "../../../../components/Field";
import { MultiPick } from "../../../../components/MultiPick";
import { NumberInput } from "../../../../components/NumberInput";
import { SearchPicker } from "../../../../components/SearchPicker";
import { SegmentedControl } from "../../../../components/SegmentedControl";
import { Select } from "../../../../components/Select";
import { Switch } from "../../../../components/Switch";
import { TextArea } from "../../../../components/TextArea";
import { TextInput } from "../../../../components/TextInput";
import type { Control } from "../../../../panels/panel";
import { ColourPicker } from "./ColourPicker";
import { UnitPicker } from "./UnitPicker";

interface Props {
  control: Control;
  value: unknown;
  /** `undefined`: as if it had never been set. */
  onChange(value: unknown): void;
  /** Of the panel's data, for those that name a field. */
  fieldNames: readonly string[];
}

/** One control of a panel's options, drawn by its kind. */
export function ControlField({ control, value, onChange, fieldNames }: Props) {
  if (control.kind === "switch") {
    return <Switch isOn={value === true} onChange={onChange} label={control.label} hint={control.about} />;
  }
  const isGroup = control.kind === "choice" ? isShort(control.choices) : isPicked(control);
  return (
    <Field label={control.label} hint={control.about} isGroup={isGroup}>
      <Input control={control} value={value} onChange={onChange} fieldNames={fieldNames} />
    </Field>
  );
}

const isPicked = (control: Control): boolean =>
  control.kind === "choices" || control.kind === "color" || (control.kind === "calcs" && control.isMulti);

/** Few enough, and short enough, to stand side by side. */
const isShort = (choices: readonly { label: string }[]): boolean =>
  choices.length <= 4 && choices.reduce((sum, { label }) => sum + label.length, 0) <= 26;

const reducerOptions = reducers.map(({ id, title, about }) => ({ value: id, label: title, detail: about }));

function Input({ control, value, onChange, fieldNames }: Props) {
  switch (control.kind) {
    case "switch":
      return null;
    case "choice": {
      // Radix speaks texts that are not empty; a choice may be a number, a truth or nothing.
      const options = control.choices.map((choice) => ({ value: JSON.stringify(choice.value), label: choice.label }));
      const take = (text: string) => onChange(control.choices.find((choice) => JSON.stringify(choice.value) === text)?.value);
      const chosen = JSON.stringify(value) ?? "";
      if (isShort(control.choices)) {
        return <SegmentedControl label={control.label} value={chosen} onChange={take} segments={options} />;
      }
      return <Select value={chosen} onChange={take} options={options} placeholder={chosen === "" ? "Default" : String(value)} />;
    }
    case "choices":
      return <MultiPick label={control.label} values={textsOf(value)} onChange={onChange} options={control.choices} />;
    case "number":
      return <NumberInput {...boundsOf(control)} value={typeof value === "number" ? value : undefined} onChange={onChange} />;
    case "text":
      return control.isLong ? (
        <TextArea value={textOf(value)} onChange={onChange} placeholder={control.placeholder} rows={8} isMono />
      ) : (
        <TextInput value={textOf(value)} onChange={onChange} placeholder={control.placeholder} />
      );
    case "calcs":
      return control.isMulti ? (
        <MultiPick label={control.label} values={textsOf(value)} onChange={onChange} options={reducerOptions} />
      ) : (
        <SearchPicker
          label={control.label}
          value={textsOf(value)[0]}
          onChange={(id) => onChange([id])}
          options={reducerOptions}
        />
      );
    case "color":
      return <ColourPicker label={control.label} value={typeof value === "string" ? value : undefined} onChange={onChange} />;
    case "unit":
      return <UnitPicker value={typeof value === "string" ? value : undefined} onChange={onChange} />;
    case "field":
      return (
        <SearchPicker
          label={control.label}
          value={textOf(value) === "" ? undefined : textOf(value)}
          onChange={onChange}
          onClear={() => onChange("")}
          options={fieldNames.map((name) => ({ value: name, label: name }))}
          placeholder="Numeric fields"
          ownWords={(typed) => (typed.startsWith("/") ? `Fields that match ${typed}` : `The field “${typed}”`)}
        />
      );
    case "words":
      return <WordsInput value={textsOf(value)} onChange={onChange} placeholder={control.placeholder} />;
  }
}

/** Words with commas between them. The text is the writer's own: a comma on its way to the next word stays. */
function WordsInput({ value, onChange, placeholder }: WordsProps) {
  const [text, setText] = useState(value.join(", "));
  const isOwn = wordsIn(text).join() === value.join();
  return (
    <TextInput
      value={isOwn ? text : value.join(", ")}
      placeholder={placeholder}
      onChange={(next) => {
        setText(next);
        onChange(wordsIn(next));
      }}
    />
  );
}

interface WordsProps {
  value: readonly string[];
  onChange(words: string[]): void;
  placeholder?: string | undefined;
}

const wordsIn = (text: string): string[] =>
  text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const textsOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.filter((each): each is string => typeof each === "string");
  return typeof value === "string" && value !== "" ? [value] : [];
};

function boundsOf({ min, max, step, unit, placeholder }: Extract<Control, { kind: "number" }>) {
  return {
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(step !== undefined && { step }),
    ...(unit !== undefined && { unit }),
    ...(placeholder !== undefined && { placeholder }),
  };
}
