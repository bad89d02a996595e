import type { Display } from "#shared/dashboards/data/display";
import { visibleText } from "../../components/visible-text";
import styles from "./Figures.module.css";
import type { ValueParts } from "./fit-text";
import { ValueIcon } from "./ValueIcon";

/** What is written of a value: its parts, or its text when a mapping says it in words. */
export function partsOf({ prefix, number, unit, text, icon }: Display): ValueParts {
  const hasIcon = icon !== undefined;
  if (number === "") return { hasIcon, prefix: "", number: visibleText(text) || "–", unit: "" };
  return { hasIcon, prefix: visibleText(prefix.trim()), number: visibleText(number), unit: visibleText(unit.trim()) };
}

/** A value with its unit set smaller. The whole of it is its tooltip, for when there is no room. */
export function FigureText({ display, size }: { display: Display; size: number }) {
  const { prefix, number, unit } = partsOf(display);
  return (
    <span className={styles.value} style={{ fontSize: size }} title={visibleText(display.text)}>
      <ValueIcon icon={display.icon} size={Math.round(size * 0.8)} />
      {prefix !== "" && <small className={styles.unit}>{prefix}</small>}
      {number}
      {unit !== "" && <small className={styles.unit} data-after>{`\u200a${unit}`}</small>}
    </span>
  );
}
