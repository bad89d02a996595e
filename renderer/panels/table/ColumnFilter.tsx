import { ListFilter } from "lucide-react";
import { Popover } from "radix-ui";
import { useMemo, useState } from "react";
import { formatCount } from "#shared/format/count";
import { Button } from "../../components/Button";
import { Checkbox } from "../../components/Checkbox";
import { classNames } from "../../components/class-names";
import { TextInput } from "../../components/TextInput";
import { visibleText } from "../../components/visible-text";
import styles from "./Table.module.css";
import type { TableColumn } from "./table-columns";
import { distinctTexts, type Filter } from "./table-rows";

export interface ColumnFilterProps {
  column: TableColumn;
  title: string;
  filter: Filter | undefined;
  onFilter(filter: Filter | undefined): void;
  /** The rows whose values are offered: those that the other columns' filters let through. */
  rowsForFilter(): readonly number[];
}

/** Beyond this a list is searched, not read. */
const mostListed = 100;

/** The button in a column's head that opens its filter. */
export function ColumnFilter(props: ColumnFilterProps) {
  const { title, filter } = props;
  return (
    <Popover.Root>
      <Popover.Trigger
        className={classNames(styles.filter, filter && styles.filtering)}
        aria-label={filter ? `Filter of ${title}, on` : `Filter ${title}`}
        title={`Filter ${title}`}
      >
        <ListFilter size={12} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.filterBox} align="start" sideOffset={4} collisionPadding={8}>
          <FilterBox {...props} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function FilterBox({ column, title, filter, onFilter, rowsForFilter }: ColumnFilterProps) {
  // What is offered stays while the box is open: a refresh must not move what is about to be clicked.
  const [all] = useState(() => distinctTexts(rowsForFilter(), column));
  const word = filter?.word ?? "";
  const listed = useMemo(() => all.filter(({ text }) => text.toLowerCase().includes(word.toLowerCase())), [all, word]);
  const chosen = filter?.texts;

  function toggle(text: string, isOn: boolean): void {
    const texts = new Set(chosen ?? all.map((each) => each.text));
    if (isOn) texts.add(text);
    else texts.delete(text);
    onFilter({ word, ...(texts.size < all.length && { texts }) });
  }

  return (
    <>
      <TextInput
        value={word}
        onChange={(next) => onFilter({ ...filter, word: next })}
        placeholder="With this text"
        aria-label={`${title} with this text`}
      />
      <ul className={styles.filterList} aria-label={`Values of ${title}`}>
        {listed.slice(0, mostListed).map(({ text, count }) => (
          <li key={text}>
            <Checkbox
              isChecked={chosen?.has(text) ?? true}
              onChange={(isOn) => toggle(text, isOn)}
              label={visibleText(text) || "(empty)"}
            />
            <small>{formatCount(count)}</small>
          </li>
        ))}
        {listed.length > mostListed && (
          <li className={styles.none}>{`+ ${formatCount(listed.length - mostListed)} more: search for them`}</li>
        )}
        {listed.length === 0 && <li className={styles.none}>No such value</li>}
      </ul>
      <div className={styles.filterButtons}>
        <Button size="small" onClick={() => onFilter({ word, texts: new Set() })}>
          None
        </Button>
        <Button size="small" onClick={() => onFilter(undefined)}>
          All
        </Button>
      </div>
    </>
  );
}
