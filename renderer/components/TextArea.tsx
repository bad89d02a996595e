import type { Ref, TextareaHTMLAttributes } from "react";
import { classNames } from "./class-names";
import { useFieldIds } from "./Field";
import styles from "./TextInput.module.css";

export interface TextAreaProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "onChange" | "value"> {
  value: string;
  onChange(value: string): void;
  isMono?: boolean;
  ref?: Ref<HTMLTextAreaElement>;
}

/** Several lines of text. Inside a Field it takes over the label, the hint and the error. */
export function TextArea({ value, onChange, isMono = false, className, rows = 6, ...rest }: TextAreaProps) {
  return (
    <textarea
      spellCheck={false}
      rows={rows}
      {...useFieldIds()}
      {...rest}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={classNames(styles.input, styles.area, isMono && styles.mono, className)}
    />
  );
}
