import { useLayoutEffect, useRef, useState } from "react";
import { classNames } from "../../../components/class-names";
import { useWidth } from "../../../components/use-width";
import { visibleText } from "../../../components/visible-text";
import styles from "./List.module.css";

interface Props {
  /** The most used first. */
  tags: readonly { tag: string; count: number }[];
  chosen: readonly string[];
  onToggle(tag: string): void;
}

const mostTags = 200;

/** The tags to choose among: one line of them, until all are asked for. */
export function TagBar({ tags, chosen, onToggle }: Props) {
  const [isWhole, setWhole] = useState(false);
  const [hides, setHides] = useState(false);
  const [width, measured] = useWidth();
  const line = useRef<HTMLDivElement>(null);
  // What is chosen is seen, however many others there are.
  const shown = isWhole ? tags : [...tags].sort((a, b) => Number(chosen.includes(b.tag)) - Number(chosen.includes(a.tag)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: other tags or another width are other lines
  useLayoutEffect(() => {
    const element = line.current;
    if (element && !isWhole) setHides(element.scrollHeight > element.clientHeight + 4);
  }, [tags, width, isWhole]);
  if (tags.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend with it
    <div ref={measured} className={styles.tagBar} role="group" aria-label="Tags">
      <div ref={line} className={classNames(styles.tagLine, !isWhole && styles.folded)}>
        {shown.slice(0, mostTags).map(({ tag, count }) => (
          <button
            key={tag}
            type="button"
            className={styles.tag}
            aria-pressed={chosen.includes(tag)}
            title={visibleText(tag)}
            onClick={() => onToggle(tag)}
          >
            {visibleText(tag)} <span className={styles.count}>{count}</span>
          </button>
        ))}
      </div>
      {(hides || isWhole) && (
        <button type="button" className={styles.allTags} aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? "Fewer" : `All ${tags.length} tags`}
        </button>
      )}
    </div>
  );
}
