import { Command } from "cmdk";
import { Check } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { formatCount } from "#shared/format/count";
import type { AppError } from "#shared/model/failure";
import { FailureNote } from "../../../components/FailureNote";
import { Skeleton } from "../../../components/Skeleton";
import { visibleText } from "../../../components/visible-text";
import { wordFilter } from "../../../components/word-filter";
import styles from "./LabelBrowser.module.css";

interface Props {
  title: string;
  options: readonly string[];
  picked: readonly string[];
  onToggle(option: string): void;
  /** Told what is searched once the typing pauses. */
  onSearch?(text: string): void;
  /** The question whose answer the options are. */
  answer: { error: AppError | null; isPending: boolean; isFetching: boolean; refetch(): unknown };
  /** The source has more of them than it told. */
  isCut?: boolean;
  noneYet: string;
}

/** More lines than this are not drawn: the search narrows them down. */
const mostShown = 300;

const pauseMs = 300;

/** Any number of a long list, found by typing. What was picked stays in it even where the source does not tell it any more. */
export function PickList({ title, options, picked, onToggle, onSearch, answer, isCut = false, noneYet }: Props) {
  const [typed, setTyped] = useState("");
  const search = useRef(onSearch);
  useEffect(() => {
    search.current = onSearch;
  });
  useEffect(() => {
    const timer = setTimeout(() => search.current?.(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const isFound = wordFilter(typed);
  const all = [...picked.filter((option) => !options.includes(option)), ...options];
  const found = all.filter(isFound);
  const name = visibleText(title);
  const count = `${isCut ? "more than " : ""}${formatCount(all.length)}`;
  return (
    <Command label={name} shouldFilter={false} loop className={styles.list} data-stale={answer.isFetching || undefined}>
      <header className={styles.head}>
        <h3 title={name}>{name}</h3>
        <span>{picked.length > 0 ? `${formatCount(picked.length)} of ${count}` : count}</span>
      </header>
      <Command.Input value={typed} onValueChange={setTyped} className={styles.search} placeholder="Search…" />
      <Command.List className={styles.options} aria-multiselectable>
        {answer.error && <FailureNote failure={answer.error.failure} onRetry={() => void answer.refetch()} />}
        {answer.isPending && <Skeleton lines={6} />}
        {!answer.isPending && !answer.error && found.length === 0 && (
          <p className={styles.note}>{all.length === 0 ? noneYet : "Nothing is called that."}</p>
        )}
        {found.slice(0, mostShown).map((option) => {
          const isPicked = picked.includes(option);
          const text = visibleText(option);
          return (
            <Command.Item
              key={option}
              value={option}
              className={styles.option}
              data-picked={isPicked || undefined}
              onSelect={() => onToggle(option)}
            >
              <span className={styles.box}>{isPicked && <Check size={12} aria-label="picked" />}</span>
              <span className={styles.text} title={text}>
                {text === "" ? "(empty)" : text}
              </span>
            </Command.Item>
          );
        })}
        {found.length > mostShown && (
          <p className={styles.note}>and {formatCount(found.length - mostShown)} more: type to narrow them down</p>
        )}
        {isCut && (
          <p className={styles.note}>There are more than the source was asked for: search for them by a part of their name.</p>
        )}
      </Command.List>
    </Command>
  );
}
