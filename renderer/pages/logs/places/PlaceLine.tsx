import { Box, FileText, ScrollText } from "lucide-react";
import type { ReactNode } from "react";
import type { FoundLogs, LogPlaceDraft } from "#shared/contract/logs";
import { visibleText } from "../../../components/visible-text";
import styles from "./Places.module.css";
import { foundWords, namesWords, type PlaceKind } from "./place-words";

interface Props {
  place: LogPlaceDraft;
  title: string;
  found: FoundLogs;
  children: ReactNode;
}

const icons: Record<PlaceKind, typeof Box> = { journal: ScrollText, files: FileText, containers: Box };

/** A place with what is there, and what can be done about it. */
export function PlaceLine({ place, title, found, children }: Props) {
  const Icon = icons[place.kind];
  const path = place.kind === "files" && place.glob !== title ? place.glob : undefined;
  return (
    <li className={styles.place}>
      <Icon size={16} aria-hidden className={styles.icon} />
      <div className={styles.about}>
        <span className={place.kind === "files" && path === undefined ? styles.path : styles.title} title={visibleText(title)}>
          {visibleText(title)}
        </span>
        <span className={styles.facts} title={visibleLines(namesWords(found))}>
          {path !== undefined && <span className={styles.path}>{visibleText(path)} · </span>}
          {foundWords(place.kind, found)}
        </span>
        {found.problem !== undefined && <span className={styles.problem}>{visibleText(found.problem)}</span>}
      </div>
      {children}
    </li>
  );
}

const visibleLines = (text: string): string => text.split("\n").map(visibleText).join("\n");
