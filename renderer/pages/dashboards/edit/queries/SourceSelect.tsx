import type { Variable } from "#shared/dashboards/variable";
import { Select } from "../../../../components/Select";
import { useSourceNames, withChosen } from "../../../../stores/source-names";

interface Props {
  value: string;
  onChange(source: string): void;
  variables: readonly Variable[];
  label?: string;
  /** What an empty choice means here. */
  usual?: string;
}

/** Radix takes no empty text. */
const usualValue = "\u0000usual";

/** Whom a query asks: the dashboard's source, a certain one, or the one that a variable names. */
export function SourceSelect({ value, onChange, variables, label, usual = "The dashboard's source" }: Props) {
  const names = useSourceNames();
  const ofVariables = variables
    .filter(({ kind }) => kind === "datasource")
    .map(({ name }) => ({ value: `\${${name}}`, label: `The one of $${name}` }));
  const isListed = value === "" || ofVariables.some((option) => option.value === value);
  const sources = isListed ? names.options : withChosen(names, value).map((option) => shown(option, value, names.nameOf(value)));
  return (
    <Select
      {...(label !== undefined && { label })}
      value={value === "" ? usualValue : value}
      onChange={(next) => onChange(next === usualValue ? "" : next)}
      options={[{ value: usualValue, label: usual }, ...sources, ...ofVariables]}
    />
  );
}

/** A placeholder of an import that nobody mapped is shown as it is written: there is no connection that was removed. */
function shown<T extends { value: string; label: string }>(option: T, value: string, name: string): T {
  const isPlaceholder = option.value === value && option.label === name && /[${}]/.test(value);
  return isPlaceholder ? { ...option, label: value } : option;
}
