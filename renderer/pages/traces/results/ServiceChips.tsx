import type { CSSProperties } from "react";
import { formatCount } from "#shared/format/count";
import type { TraceSummary } from "#shared/model/trace";
import { visibleText } from "../../../components/visible-text";
import { serviceColour } from "../service-colours";
import { counted } from "./result-words";
import styles from "./ServiceChips.module.css";

interface Props {
  services: TraceSummary["services"];
  /** Their numbers, by which they have their colours. */
  numbers: ReadonlyMap<string, number>;
  most: number;
}

/** The services of a trace with their spans; those with errors first, because they are why one looks. */
export function ServiceChips({ services, numbers, most }: Props) {
  const ordered = [...services].sort((a, b) => Number(b.errors > 0) - Number(a.errors > 0));
  const left = ordered.slice(most);
  return (
    <span className={styles.chips}>
      {ordered.slice(0, most).map(({ name, spans, errors }) => (
        <span
          key={name}
          className={styles.chip}
          style={{ "--service": serviceColour(numbers.get(name) ?? 0) } as CSSProperties}
          title={`${visibleText(name)}: ${counted(spans, "span")}${errors > 0 ? `, ${counted(errors, "error")}` : ""}`}
          data-error={errors > 0 || undefined}
        >
          <i aria-hidden />
          <span className={styles.name}>{visibleText(name)}</span>
          <span className={styles.count}>{formatCount(spans)}</span>
        </span>
      ))}
      {left.length > 0 && (
        <span className={styles.more} title={left.map(({ name }) => visibleText(name)).join(", ")}>
          +{left.length}
        </span>
      )}
    </span>
  );
}
