import { ArrowDown, ArrowUp, CaseSensitive, Regex, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { formatCount } from "#shared/format/count";
import { IconButton } from "../../../components/IconButton";
import { TextInput } from "../../../components/TextInput";
import styles from "./FindBar.module.css";
import type { Find } from "./use-find";

/** Looks for a text in all lines that are here. Nothing while it is closed, but it opens by Ctrl F. */
export function FindBar({ find }: { find: Find }) {
  const input = useRef<HTMLInputElement>(null);
  useFindKeys(find, input);
  if (!find.isOpen) return null;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Enter") find.step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") find.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <search className={styles.bar} aria-label="Find in these lines">
      <TextInput
        ref={input}
        autoFocus
        isMono
        value={find.text}
        onChange={(text) => find.change({ text })}
        onKeyDown={onKeyDown}
        placeholder="Find in these lines"
        aria-label="Find in these lines"
        aria-invalid={find.problem !== undefined || undefined}
        className={styles.input}
      />
      <IconButton
        label="Match case"
        icon={CaseSensitive}
        aria-pressed={!find.ignoresCase}
        className={styles.toggle}
        onClick={() => find.change({ ignoresCase: !find.ignoresCase })}
      />
      <IconButton
        label="Regular expression"
        icon={Regex}
        aria-pressed={find.isRegex}
        className={styles.toggle}
        onClick={() => find.change({ isRegex: !find.isRegex })}
      />
      <output className={styles.count}>{countOf(find)}</output>
      <IconButton label="Previous (Shift F3)" icon={ArrowUp} disabled={find.count === 0} onClick={() => find.step(-1)} />
      <IconButton label="Next (F3)" icon={ArrowDown} disabled={find.count === 0} onClick={() => find.step(1)} />
      <IconButton label="Close" icon={X} onClick={find.close} />
    </search>
  );
}

function countOf({ text, problem, count, place, isDone }: Find): string {
  if (text === "") return "";
  if (problem !== undefined) return problem;
  const all = `${formatCount(count)}${isDone ? "" : " so far"}`;
  if (count === 0) return isDone ? "Not found" : "Looking…";
  return place === undefined ? `${all} ${count === 1 ? "line" : "lines"}` : `${formatCount(place)} of ${all}`;
}

/** `Ctrl F` anywhere on the page but in an editor, which has a search of its own; `F3` steps on. */
function useFindKeys(find: Find, input: RefObject<HTMLInputElement | null>): void {
  const latest = useRef(find);
  useEffect(() => {
    latest.current = find;
  });
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      const { target } = event;
      if (target instanceof HTMLElement && target.closest("[role=dialog], .cm-editor")) return;
      if (event.key === "F3") {
        latest.current.step(event.shiftKey ? -1 : 1);
      } else if (event.key.toLowerCase() === "f" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        latest.current.open();
        input.current?.focus();
        input.current?.select();
      } else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [input]);
}
