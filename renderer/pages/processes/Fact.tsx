import type { ReactNode } from "react";
import type { Part } from "#shared/contract/processes";
import styles from "./Detail.module.css";

/** One line of a list of facts. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface PartFactProps<T> {
  name: string;
  part: Part<T>;
  children(value: T): ReactNode;
}

/** A fact that may be closed to us: then it says why. */
export function PartFact<T>({ name, part, children }: PartFactProps<T>) {
  return (
    <Fact name={name}>{"value" in part ? children(part.value) : <span className={styles.refused}>{part.refused}</span>}</Fact>
  );
}
