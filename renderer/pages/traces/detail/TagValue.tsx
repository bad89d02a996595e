import { useMemo, useState } from "react";
import { formatCount } from "#shared/format/count";
import { formatQuantity } from "#shared/format/quantity";
import type { Tag } from "#shared/model/trace";
import type { ValuePlace } from "#shared/traces/span-detail";
import { Button } from "../../../components/Button";
import { shownInLine, shownText } from "../../../components/shown-text";
import styles from "./Detail.module.css";
import type { TagContext } from "./TagSection";
import { findWords, foldedLength, valueKind } from "./value-kind";
import { WholeValue } from "./WholeValue";

interface Props extends TagContext {
  tag: Tag;
  place: ValuePlace;
}

/** A value from outside: a link, JSON spread out, or text; folded while it is long. */
export function TagValue({ tag, place, open, position, onFilter }: Props) {
  const kind = useMemo(() => valueKind(tag), [tag]);
  const [isUnfolded, setUnfolded] = useState(kind.kind === "json" && !kind.isLong);
  const [isWholeOpen, setWholeOpen] = useState(false);
  if (kind.kind === "empty") return <span className={styles.nothing}>empty</span>;
  if (kind.kind === "link") {
    return (
      <a href={kind.href} target="_blank" rel="noopener noreferrer" title={kind.href}>
        {shownInLine(tag.value)}
      </a>
    );
  }
  const words = findWords(tag);
  if (kind.kind === "text" && !kind.isLong) {
    return onFilter && words !== undefined ? (
      <button
        type="button"
        className={styles.find}
        title={`Find ${shownInLine(words)} in the trace`}
        onClick={() => onFilter(words)}
      >
        {shownText(tag.value)}
      </button>
    ) : (
      <span className={styles.text}>{shownText(tag.value)}</span>
    );
  }
  const text = kind.kind === "json" && isUnfolded ? kind.pretty : tag.value;
  const shown = isUnfolded ? text : text.slice(0, foldedLength);
  return (
    <>
      <span className={styles.text} data-folded={!isUnfolded || undefined}>
        {isUnfolded ? shownText(shown) : `${shownInLine(shown)}${text.length > shown.length ? "…" : ""}`}
      </span>
      <button type="button" className={styles.unfold} aria-expanded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)}>
        {isUnfolded ? "Fold" : `Unfold ${formatCount(tag.value.length)} characters`}
      </button>
      {tag.wholeLength !== undefined && (
        <Button size="small" onClick={() => setWholeOpen(true)}>
          Show all {formatQuantity(tag.wholeLength, "bytes")}
        </Button>
      )}
      {isWholeOpen && <WholeValue open={open} position={position} tag={tag} place={place} onClose={() => setWholeOpen(false)} />}
    </>
  );
}
