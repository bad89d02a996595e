import type { ReactNode } from "react";
import type { Figure } from "#shared/dashboards/data/figures";
import { ValueLinks } from "../links/ValueLinks";
import { type HrefOf, valueLinks } from "../links/value-links";
import styles from "./Figures.module.css";

export interface FigureLinkProps {
  figure: Figure;
  hrefOf: HrefOf;
  children: ReactNode;
}

/** A figure that leads somewhere when its field has links; as it is when it has none. */
export function FigureLink({ figure, hrefOf, children }: FigureLinkProps) {
  const links = valueLinks(figure, hrefOf);
  return (
    <ValueLinks links={links} className={styles.link}>
      {children}
    </ValueLinks>
  );
}
