import { Search } from "lucide-react";
import { useState } from "react";
import type { Tag } from "#shared/model/trace";
import type { ValuePlace } from "#shared/traces/span-detail";
import { CopyButton } from "../../../components/CopyButton";
import { IconButton } from "../../../components/IconButton";
import { shownInLine } from "../../../components/shown-text";
import { BrokenAtDots } from "./BrokenAtDots";
import styles from "./Detail.module.css";
import type { TagContext } from "./TagSection";
import { TagValue } from "./TagValue";
import { findWords, isErrorTag } from "./value-kind";

export interface TagRow {
  tag: Tag;
  place: ValuePlace;
}

/** Tags under one another. Only the one under the pointer, or with the focus in it, has buttons: there may be a thousand. */
export function TagList({ rows, ...context }: TagContext & { rows: readonly TagRow[] }) {
  const [active, setActive] = useState<Tag>();
  return (
    <ul className={styles.tags}>
      {rows.map(({ tag, place }, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: keys may come twice, and the list of a span never changes its order
          key={index}
          className={styles.tag}
          onPointerEnter={() => setActive(tag)}
          onFocus={() => setActive(tag)}
        >
          <span className={styles.key}>
            <BrokenAtDots text={shownInLine(tag.key)} />
          </span>
          <span className={styles.value} data-bad={isErrorTag(tag) || undefined}>
            <TagValue {...context} tag={tag} place={place} />
          </span>
          {active === tag && <Actions tag={tag} onFilter={context.onFilter} />}
        </li>
      ))}
    </ul>
  );
}

function Actions({ tag, onFilter }: { tag: Tag; onFilter: TagContext["onFilter"] }) {
  const words = findWords(tag);
  return (
    <span className={styles.floating}>
      {onFilter && words !== undefined && (
        <IconButton icon={Search} label={`Find ${shownInLine(words)} in the trace`} onClick={() => onFilter(words)} />
      )}
      <CopyButton text={tag.value} label={tag.wholeLength === undefined ? "Copy the value" : "Copy the beginning of the value"} />
    </span>
  );
}
