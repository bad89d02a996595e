import type { LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes, Ref } from "react";
import { classNames } from "./class-names";
import styles from "./IconButton.module.css";
import { Tooltip } from "./Tooltip";

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children"> {
  /** What it does; read out, and shown as its tooltip. */
  label: string;
  icon: LucideIcon;
  kind?: "quiet" | "normal";
  ref?: Ref<HTMLButtonElement>;
}

/** A button that is only a picture. As the trigger of a Menu it is given without its tooltip: `label` is still read out. */
export function IconButton({ label, icon: Icon, kind = "quiet", className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <button type="button" aria-label={label} {...rest} className={classNames(styles.button, styles[kind], className)}>
        <Icon size={16} aria-hidden />
      </button>
    </Tooltip>
  );
}
