import { Command } from "cmdk";
import { Check, ChevronDown, X } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { classNames } from "./class-names";
import { useFieldIds } from "./Field";
import { IconButton } from "./IconButton";
import styles from "./SearchPicker.module.css";
import { visibleText } from "./visible-text";
import { wordFilter } from "./word-filter";

export interface PickerOption {
  value: string;
  label: string;
  /** Beside the label, muted. */
  detail?: string;
  /** Options of one group stand together under its name. */
  group?: string;
}

export interface SearchPickerProps {
  value: string | undefined;
  onChange(value: string): void;
  options: readonly PickerOption[];
  /** Read out where no Field gives it a label. */
  label?: string;
  placeholder?: string;
  /** Any text may be chosen, not only what is listed: what the line says that takes it. */
  ownWords?(typed: string): string;
  /** Offered as a cross when something is chosen. */
  onClear?(): void;
  className?: string;
}

/** A detail of more letters than this is a sentence, and has a line of its own. */
const longestBeside = 24;

/** More lines than this are not drawn: the search narrows them down. */
const mostShown = 400;

/** One choice of a long list, found by typing. */
export function SearchPicker(props: SearchPickerProps) {
  const { value, onChange, options, label, placeholder = "Choose…", ownWords, onClear, className } = props;
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const ids = useFieldIds();
  const chosen = options.find((option) => option.value === value);
  const text = chosen?.label ?? value ?? "";

  function show(next: boolean): void {
    setOpen(next);
    setTyped("");
  }
  const take = (next: string) => {
    onChange(next);
    show(false);
  };

  return (
    <div className={classNames(styles.picker, className)}>
      <Popover.Root open={isOpen} onOpenChange={show}>
        <Popover.Trigger {...ids} aria-label={label && `${label}: ${text || placeholder}`} className={styles.trigger}>
          <span className={text === "" ? styles.placeholder : styles.chosen} title={text === "" ? undefined : visibleText(text)}>
            {text === "" ? placeholder : visibleText(text)}
          </span>
          <ChevronDown size={14} aria-hidden className={styles.chevron} />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content className={styles.content} align="start" sideOffset={4} collisionPadding={8}>
            <Command label={label ?? "Search"} shouldFilter={false} loop>
              <Command.Input value={typed} onValueChange={setTyped} className={styles.input} placeholder="Search…" />
              <Command.List className={styles.list}>
                <Choices options={options} typed={typed} value={value} onTake={take} />
                {ownWords && typed.trim() !== "" && !options.some((option) => option.value === typed.trim()) && (
                  <Command.Item value="own text" className={styles.item} onSelect={() => take(typed.trim())}>
                    <span className={styles.label}>{visibleText(ownWords(typed.trim()))}</span>
                  </Command.Item>
                )}
              </Command.List>
            </Command>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {onClear && value !== undefined && <IconButton icon={X} label={`Clear ${label ?? "the choice"}`} onClick={onClear} />}
    </div>
  );
}

interface ChoicesProps {
  options: readonly PickerOption[];
  typed: string;
  value: string | undefined;
  onTake(value: string): void;
}

function Choices({ options, typed, value, onTake }: ChoicesProps) {
  const isFound = wordFilter(typed);
  const found = options.filter((option) =>
    isFound(`${option.label} ${option.value} ${option.detail ?? ""} ${option.group ?? ""}`),
  );
  const shown = found.slice(0, mostShown);
  const groups = [...new Set(shown.map(({ group }) => group ?? ""))];
  if (found.length === 0) return <p className={styles.none}>Nothing is called that.</p>;
  return (
    <>
      {groups.map((group) => (
        <Command.Group key={group} heading={group}>
          {shown
            .filter((option) => (option.group ?? "") === group)
            .map((option) => (
              <Command.Item
                key={option.value}
                value={`${group} ${option.value}`}
                className={styles.item}
                data-long={(option.detail?.length ?? 0) > longestBeside || undefined}
                onSelect={() => onTake(option.value)}
              >
                <span className={styles.label}>{visibleText(option.label)}</span>
                {option.detail !== undefined && <span className={styles.detail}>{visibleText(option.detail)}</span>}
                {option.value === value && <Check size={14} aria-label="chosen" />}
              </Command.Item>
            ))}
        </Command.Group>
      ))}
      {found.length > mostShown && <p className={styles.none}>and {found.length - mostShown} more: type to narrow them down</p>}
    </>
  );
}
