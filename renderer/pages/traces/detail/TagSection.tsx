import { useState } from "react";
import { formatCount } from "#shared/format/count";
import type { Tag } from "#shared/model/trace";
import type { ValuePlace } from "#shared/traces/span-detail";
import { Button } from "../../../components/Button";
import { TextInput } from "../../../components/TextInput";
import { wordFilter } from "../../../components/word-filter";
import type { OpenTrace } from "../reading/messages";
import styles from "./Detail.module.css";
import { TagList } from "./TagList";

/** So many tags are drawn without being asked, and from more than so many on they can be searched. */
const mostShown = 100;
const searchedFrom = 15;

export interface TagContext {
  open: OpenTrace;
  position: number;
  onFilter: ((words: string) => void) | undefined;
}

interface Props extends TagContext {
  title: string;
  of: "tag" | "process";
  tags: readonly Tag[];
  /** Says so when there are none, in place of leaving the section out. */
  isAlwaysThere?: boolean;
}

/** The tags of the span or of its process, with a search where there are many. */
export function TagSection({ title, of, tags, isAlwaysThere = false, ...context }: Props) {
  const [search, setSearch] = useState("");
  const [shown, setShown] = useState(mostShown);
  if (tags.length === 0 && !isAlwaysThere) return null;
  const fits = wordFilter(search);
  const rows = tags
    .map((tag, index) => ({ tag, place: { of, index } as ValuePlace }))
    .filter(({ tag }) => fits(`${tag.key} ${tag.value}`));
  return (
    <section className={styles.section} aria-label={title}>
      <h3>{title}</h3>
      {tags.length > searchedFrom && (
        <TextInput
          value={search}
          onChange={setSearch}
          placeholder={`Search ${formatCount(tags.length)} tags`}
          aria-label={`Search: ${title}`}
        />
      )}
      {tags.length === 0 ? <p className={styles.note}>It has none.</p> : <TagList {...context} rows={rows.slice(0, shown)} />}
      {rows.length > shown && (
        <Button size="small" onClick={() => setShown(Number.POSITIVE_INFINITY)}>
          Show {formatCount(rows.length - shown)} more
        </Button>
      )}
      {tags.length > 0 && rows.length === 0 && <p className={styles.note}>No tag has “{search}” in it.</p>}
    </section>
  );
}
