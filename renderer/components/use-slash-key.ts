import { type RefObject, useEffect, useRef } from "react";

/** `/` goes to the search from wherever nothing else wants it. */
export function useSlashKey(): RefObject<HTMLInputElement | null> {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event;
      const isTaken = target instanceof HTMLElement && target.closest("input, textarea, select, [role=dialog], [role=menu]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || isTaken) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  return input;
}
