import { ChevronDown } from "lucide-react";
import { classNames } from "./class-names";
import { Menu } from "./Menu";
import styles from "./MultiPick.module.css";

export interface MultiPickProps {
  values: readonly string[];
  onChange(values: string[]): void;
  options: readonly { value: string; label: string }[];
  /** What is chosen here, read out: "Values of the legend". */
  label: string;
  placeholder?: string;
  className?: string;
}

/** Any number of a list, in the order of choosing. What is chosen and not listed stays, and can be taken out. */
export function MultiPick({ values, onChange, options, label, placeholder = "None", className }: MultiPickProps) {
  const labelOf = (value: string) => options.find((option) => option.value === value)?.label ?? value;
  const all = [
    ...options,
    ...values.filter((value) => !options.some((option) => option.value === value)).map((value) => ({ value, label: value })),
  ];
  const words = values.map(labelOf).join(", ");
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className={classNames(styles.trigger, className)}
          aria-label={`${label}: ${words || placeholder}`}
          title={words}
        >
          <span className={words === "" ? styles.placeholder : styles.chosen}>{words || placeholder}</span>
          <ChevronDown size={14} aria-hidden />
        </button>
      }
      items={all.map((option) => ({
        label: option.label,
        isChecked: values.includes(option.value),
        staysOpen: true,
        onSelect: () =>
          onChange(values.includes(option.value) ? values.filter((value) => value !== option.value) : [...values, option.value]),
      }))}
    />
  );
}
