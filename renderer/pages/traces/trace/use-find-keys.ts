import { type RefObject, useEffect, useRef } from "react";

interface Keys {
  input: RefObject<HTMLInputElement | null>;
  open(): void;
  step(by: 1 | -1): void;
}

/** `Ctrl F` anywhere on the page, `/` where nobody is writing; `F3` steps on. */
export function useFindKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event;
      if (target instanceof HTMLElement && target.closest("[role=dialog], [role=menu], .cm-editor")) return;
      const isWriting = target instanceof HTMLElement && target.closest("input, textarea, select");
      const isCtrlF = event.key.toLowerCase() === "f" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !isWriting;
      if (event.key === "F3") latest.current.step(event.shiftKey ? -1 : 1);
      else if (isCtrlF || isSlash) {
        latest.current.open();
        latest.current.input.current?.focus();
        latest.current.input.current?.select();
      } else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
