import { useMemo, useState } from "react";
import { Link } from "react-router";
import { formatCount } from "#shared/format/count";
import type { LogField } from "#shared/logs/fields";
import { prettyJson } from "../../../components/pretty-json";
import { shownText } from "../../../components/shown-text";
import styles from "./Fields.module.css";

/** Where the trace opens that a value names: a page of this console, or an address for the browser. */
export type TracePlace = { to: string } | { href: string };

/** As much of a value as a row has without being asked, and as much as each click adds. */
const folded = 160;
const more = 32 * 1024;

/** A value from outside, folded while it is long; a list or an object is spread out once it is unfolded. */
export function FieldValue({ field, trace }: { field: Pick<LogField, "value" | "kind">; trace?: TracePlace | undefined }) {
  const { value, kind } = field;
  const [shown, setShown] = useState(folded);
  const isUnfolded = shown > folded;
  const text = useMemo(() => (isUnfolded ? prettyJson(value) : value), [isUnfolded, value]);
  const part = text.length > shown ? text.slice(0, shown) : text;
  if (kind === "null") return <span className={styles.nothing}>null</span>;
  if (value === "") return <span className={styles.nothing}>empty</span>;
  if (trace && "to" in trace) {
    return (
      <Link to={trace.to} title="Open the trace">
        {shownText(value)}
      </Link>
    );
  }
  if (trace) {
    return (
      <a href={trace.href} target="_blank" rel="noopener noreferrer" title="Open the trace">
        {shownText(value)}
      </a>
    );
  }
  return (
    <>
      <span className={styles.text}>{shownText(part)}</span>
      {text.length > shown && (
        <button type="button" className={styles.unfold} onClick={() => setShown((was) => (was === folded ? more : was + more))}>
          … {formatCount(text.length - shown)} more characters
        </button>
      )}
      {isUnfolded && (
        <button type="button" className={styles.unfold} onClick={() => setShown(folded)}>
          Fold
        </button>
      )}
    </>
  );
}
