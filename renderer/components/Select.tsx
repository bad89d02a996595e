import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { useFieldIds } from "./Field";
import styles from "./Select.module.css";

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  /** Beside the label, muted: a host name, a count. */
  detail?: string;
  /** Before the label: a StateDot, an icon. */
  mark?: ReactNode;
  isDisabled?: boolean;
}

export interface SelectProps<Value extends string> {
  value: Value;
  onChange(value: Value): void;
  options: readonly SelectOption<Value>[];
  /** Read out where no Field gives it a label. */
  label?: string;
  placeholder?: string;
  isDisabled?: boolean;
  className?: string;
}

/** One choice of a list that is too long to show. */
export function Select<Value extends string>({
  value,
  onChange,
  options,
  label,
  placeholder,
  isDisabled = false,
  className,
}: SelectProps<Value>) {
  const chosen = options.find((option) => option.value === value);
  return (
    // Radix speaks plain strings; only values of `options` can come out of it.
    <Radix.Root value={value} onValueChange={(next) => onChange(next as Value)} disabled={isDisabled}>
      <Radix.Trigger {...useFieldIds()} aria-label={label} className={classNames(styles.trigger, className)}>
        <Radix.Value placeholder={placeholder}>{chosen && <OptionFace option={chosen} />}</Radix.Value>
        <Radix.Icon className={styles.chevron}>
          <ChevronDown size={14} aria-hidden />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.content} position="popper" sideOffset={4} collisionPadding={8}>
          <Radix.Viewport className={styles.viewport}>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.isDisabled ?? false}
                textValue={option.label}
                className={styles.item}
              >
                <Radix.ItemText>
                  <OptionFace option={option} />
                </Radix.ItemText>
                <Radix.ItemIndicator className={styles.indicator}>
                  <Check size={14} aria-hidden />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function OptionFace<Value extends string>({ option }: { option: SelectOption<Value> }) {
  return (
    <span className={styles.face}>
      {option.mark}
      <span className={styles.label}>{option.label}</span>
      {option.detail !== undefined && <span className={styles.detail}>{option.detail}</span>}
    </span>
  );
}
