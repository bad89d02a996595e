import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { movedBy, replacedAt, withoutAt } from "#shared/dashboards/change/lists";
import { Button } from "../../../../components/Button";
import { EmptyState } from "../../../../components/EmptyState";
import { IconButton } from "../../../../components/IconButton";
import { visibleText } from "../../../../components/visible-text";
import styles from "./Settings.module.css";

interface Props<Entry> {
  /** What the entries are: "variable". */
  what: string;
  entries: readonly Entry[];
  /** `field` names what is typed in, so that typing is one step. */
  onChange(entries: Entry[], label: string, field?: string): void;
  titleOf(entry: Entry): string;
  aboutOf(entry: Entry): string;
  makeNew(): Entry;
  /** Why there may be none, and what they are for. */
  emptyWords: string;
  children(entry: Entry, put: (next: Entry) => void): ReactNode;
}

/** A list on the left and the chosen one of it on the right; entries can be added, ordered and removed. */
export function EntryList<Entry>(props: Props<Entry>) {
  const { what, entries, onChange, titleOf, aboutOf, makeNew, emptyWords, children } = props;
  const [chosen, setChosen] = useState(0);
  const index = Math.min(chosen, entries.length - 1);
  const entry = entries[index];

  function add(): void {
    onChange([...entries, makeNew()], `Add a ${what}`);
    setChosen(entries.length);
  }
  function move(by: -1 | 1): void {
    onChange(movedBy(entries, index, by), `Move a ${what}`);
    setChosen(index + by);
  }
  const addButton = (
    <Button size="small" icon={Plus} onClick={add}>
      Add {what}
    </Button>
  );

  if (!entry) {
    return (
      <EmptyState title={`No ${what}s`} action={addButton}>
        {emptyWords}
      </EmptyState>
    );
  }
  return (
    <div className={styles.split}>
      <div className={styles.list}>
        {entries.map((each, at) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry is known by its place; its name may be typed over
            key={at}
            type="button"
            className={styles.entry}
            aria-current={at === index || undefined}
            onClick={() => setChosen(at)}
          >
            <span title={visibleText(titleOf(each))}>{visibleText(titleOf(each))}</span>
            <span className={styles.entryAbout}>{visibleText(aboutOf(each))}</span>
          </button>
        ))}
        {addButton}
      </div>
      <div className={styles.detail} key={index}>
        <div className={styles.bar}>
          <span className={styles.barTitle}>{visibleText(titleOf(entry))}</span>
          <IconButton icon={ArrowUp} label={`Move this ${what} up`} disabled={index === 0} onClick={() => move(-1)} />
          <IconButton
            icon={ArrowDown}
            label={`Move this ${what} down`}
            disabled={index === entries.length - 1}
            onClick={() => move(1)}
          />
          <IconButton
            icon={Trash2}
            label={`Remove this ${what}`}
            onClick={() => onChange(withoutAt(entries, index), `Remove a ${what}`)}
          />
        </div>
        {children(entry, (next) => onChange(replacedAt(entries, index, next), `Change a ${what}`, `${what} ${index}`))}
      </div>
    </div>
  );
}
