import { type KeyboardEvent, useEffect, useState } from "react";
import { TextInput } from "../../../components/TextInput";
import { useSlashKey } from "../../../components/use-slash-key";
import styles from "./List.module.css";

interface Props {
  /** As the address has it. */
  value: string;
  onChange(value: string): void;
  /** With what the field holds. */
  onEnter(text: string): void;
}

/** The search. The address follows what is typed, a moment later: bound to it, the field would lose letters that are typed fast. */
export function SearchField({ value, onChange, onEnter }: Props) {
  const input = useSlashKey();
  const [text, setText] = useState(value);
  useEffect(() => {
    // A link, or "Show all", changed it; while it is typed in, the field is ahead of the address.
    if (document.activeElement !== input.current) setText(value);
  }, [value, input]);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === "Enter") onEnter(event.currentTarget.value);
    // Out of the field, the keys are the list's again.
    if (event.key === "Escape" || event.key === "ArrowDown") event.currentTarget.blur();
  }

  return (
    <TextInput
      ref={input}
      type="search"
      value={text}
      onChange={(next) => {
        setText(next);
        onChange(next);
      }}
      onKeyDown={onKeyDown}
      placeholder="Search by title, tag or folder"
      aria-label="Search dashboards"
      className={styles.search}
    />
  );
}
