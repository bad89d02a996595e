import { memo } from "react";
import styles from "./Detail.module.css";

/** A command line broken between its words: broken at a hyphen, `--flag` would read as two things. */
export const CommandText = memo(function CommandText({ text }: { text: string }) {
  return text.split(/( +)/).map((word, index) =>
    index % 2 === 1 ? (
      word
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a word is what stands at its place
      <span key={index} className={styles.word}>
        {word}
      </span>
    ),
  );
});
