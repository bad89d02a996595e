import styles from "./Kbd.module.css";

/** Keys as they are printed on the keyboard: `Ctrl K`. */
export function Kbd({ children }: { children: string }) {
  return <kbd className={styles.kbd}>{children}</kbd>;
}
