import { Check, ChevronDown } from "lucide-react";
import { Popover } from "radix-ui";
import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import { allValue, type Chosen } from "#shared/dashboards/variable";
import type { Option } from "#shared/dashboards/variables/scope";
import { TextInput } from "../../../components/TextInput";
import { visibleText } from "../../../components/visible-text";
import { chosenWords, foundOptions, mostShown, toggled } from "./choosing";
import styles from "./Variables.module.css";

interface Props {
  /** Read out: the variable's label. */
  label: string;
  chosen: Chosen;
  options: readonly Option[];
  isMulti: boolean;
  includeAll: boolean;
  onChoose(values: readonly string[]): void;
}

/** One or several of a list that may be long. Several are taken when the list closes, so that each tick is not a round of queries. */
export function OptionPicker({ label, chosen, options, isMulti, includeAll, onChoose }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [picked, setPicked] = useState<readonly string[]>(chosen.values);
  const words = chosenWords(chosen, options);

  function close(values: readonly string[]): void {
    setOpen(false);
    const isSame = values.length === chosen.values.length && values.every((value) => chosen.values.includes(value));
    if (!isSame && values.length > 0) onChoose(values);
  }

  return (
    <Popover.Root
      open={isOpen}
      onOpenChange={(next) => {
        if (!next) return close(picked);
        setPicked(chosen.values);
        setOpen(true);
      }}
    >
      <Popover.Trigger className={styles.trigger} aria-label={`${label}: ${words}`} title={words}>
        <span>{visibleText(words)}</span>
        <ChevronDown size={14} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.list} align="start" sideOffset={4} collisionPadding={8} aria-label={label}>
          <Options
            label={label}
            options={options}
            picked={picked}
            isMulti={isMulti}
            includeAll={includeAll}
            onPick={(value) => {
              if (isMulti) setPicked((was) => toggled(was, value, includeAll));
              else close([value]);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface OptionsProps extends Pick<Props, "label" | "options" | "isMulti" | "includeAll"> {
  picked: readonly string[];
  onPick(value: string): void;
}

function Options({ label, options, picked, isMulti, includeAll, onPick }: OptionsProps) {
  const [search, setSearch] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const found = useMemo(() => {
    const all = includeAll ? [{ text: "All", value: allValue }, ...options] : options;
    return foundOptions(all, search);
  }, [options, includeAll, search]);
  const shown = found.slice(0, mostShown);
  const chosen = new Set(picked);

  function onKeyDown(event: KeyboardEvent): void {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const option = shown[at];
    if (by !== 0) {
      event.preventDefault();
      const next = Math.min(Math.max(at + by, 0), shown.length - 1);
      setAt(next);
      list.current?.children[next]?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && option) {
      event.preventDefault();
      onPick(option.value);
    }
  }

  return (
    <>
      <TextInput
        value={search}
        onChange={(text) => {
          setSearch(text);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        placeholder="Search"
        aria-label={`Search ${label}`}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={shown[at] ? `${id}-${at}` : undefined}
      />
      <div ref={list} id={id} role="listbox" aria-label={label} aria-multiselectable={isMulti} className={styles.options}>
        {shown.map((option, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the search, which moves the active one
          // biome-ignore lint/a11y/useKeyWithClickEvents: as above
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={chosen.has(option.value)}
            data-active={index === at || undefined}
            className={styles.option}
            title={option.text}
            onClick={() => onPick(option.value)}
          >
            <Check size={14} aria-hidden className={styles.check} />
            <span>{option.text === "" ? "(empty)" : visibleText(option.text)}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className={styles.none}>{options.length === 0 ? "Nothing to choose from" : "None has this in it"}</p>
      )}
      {found.length > shown.length && <p className={styles.none}>+ {found.length - shown.length} more: search to find them</p>}
    </>
  );
}
