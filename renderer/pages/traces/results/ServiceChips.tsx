import type { CSSProperties } from "react";
import { formatCount } from "#shared/format/count";
import type { TraceSummary } from "#shared/model/trace";
import { serviceColour } from "../service-colours";
import { nameText } from "../trace/span-text";
import { counted } from "../trace/trace-facts";
import styles from "./ServiceChips.module.css";

interface Props {
  services: TraceSummary["services"];
  /** Their numbers, by which they have their colours. */
  numbers: ReadonlyMap<string, number>;
  most: number;
}

/** So many are named where the pointer is; a tooltip of thousands covers the page. */
const mostNamed = 30;

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
          title={`${nameText(name)}: ${counted(spans, "span")}${errors > 0 ? `, ${counted(errors, "error")}` : ""}`}
          data-error={errors > 0 || undefined}
        >
          <i aria-hidden />
          <span className={styles.name}>{nameText(name)}</span>
          <span className={styles.count}>{formatCount(spans)}</span>
        </span>
      ))}
      {left.length > 0 && (
        <span className={styles.more} title={namesOf(left)}>
          +{left.length}
        </span>
      )}
    </span>
  );
}

const namesOf = (services: TraceSummary["services"]): string =>
  services
    .slice(0, mostNamed)
    .map(({ name }) => nameText(name))
    .join(", ") + (services.length > mostNamed ? ", …" : "");
