import type { InputHTMLAttributes, Ref } from "react";
import { classNames } from "./class-names";
import { useFieldIds } from "./Field";
import styles from "./TextInput.module.css";

export interface TextInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "value"> {
  value: string;
  onChange(value: string): void;
  /** For addresses, paths and ids. */
  isMono?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** One line of text. Inside a Field it takes over the label, the hint and the error. */
export function TextInput({ value, onChange, isMono = false, className, ...rest }: TextInputProps) {
  return (
    <input
      type="text"
      spellCheck={false}
      autoComplete="off"
      {...useFieldIds()}
      {...rest}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={classNames(styles.input, isMono && styles.mono, className)}
    />
  );
}
