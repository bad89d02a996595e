// What the tables of the views draw a name, a share and a state with.
import type { CSSProperties } from "react";
import { serviceColour } from "../service-colours";
import { nameText } from "../trace/span-text";
import { shareWords } from "./span-words";
import styles from "./Views.module.css";

/** A text from outside in one line, with its beginning as tooltip where it does not fit. */
export function Words({ text, className }: { text: string; className?: string | undefined }) {
  const shown = nameText(text);
  return (
    <span className={className} title={shown}>
      {shown}
    </span>
  );
}

/** A name after the colour of its service; `of` stands before it, faint. */
export function Named({ service, of, text }: { service: number; of?: string; text: string }) {
  const name = nameText(text);
  const before = of === undefined ? "" : `${nameText(of)} `;
  return (
    <span className={styles.named} title={before + name} style={{ "--service": serviceColour(service) } as CSSProperties}>
      {before && <span className={styles.muted}>{before}</span>}
      {name}
    </span>
  );
}

/** A part of a whole, 0 to 1, as a bar before its number. */
export function ShareBar({ share }: { share: number }) {
  const part = Math.min(1, Math.max(0, share)).toFixed(4);
  return (
    <span className={styles.share} style={{ "--share": part } as CSSProperties}>
      {shareWords(share)}
    </span>
  );
}

/** `error`, `warning`, `unfinished`, or nothing. */
export function Status({ word }: { word: string }) {
  if (word === "") return null;
  return <span className={word === "error" ? styles.error : styles.warning}>{word}</span>;
}
