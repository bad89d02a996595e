import type { LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes, Ref } from "react";
import styles from "./Button.module.css";
import { classNames } from "./class-names";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` once per surface, for what most people came to do; `quiet` has no border; `danger` cannot be undone. */
  kind?: "normal" | "primary" | "quiet" | "danger";
  icon?: LucideIcon;
  size?: "normal" | "small";
  /** Work is under way: not clickable, and said to screen readers. */
  isBusy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with words on it. */
export function Button({
  kind = "normal",
  icon: Icon,
  size = "normal",
  isBusy = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || isBusy}
      aria-busy={isBusy || undefined}
      className={classNames(styles.button, styles[kind], size === "small" && styles.small, isBusy && styles.busy, className)}
    >
      {Icon && <Icon size={15} aria-hidden />}
      {children}
    </button>
  );
}
