import type { ButtonHTMLAttributes, Ref } from "react";
import { classNames } from "../../../components/class-names";
import styles from "./Chip.module.css";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** On or off; absent for one that opens a menu. */
  isOn?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A filter in a few words. */
export function Chip({ isOn, className, ...rest }: Props) {
  return <button type="button" aria-pressed={isOn} {...rest} className={classNames(styles.chip, className)} />;
}
