import { useEffect } from "react";
import { isDirty, useOpenDashboard } from "../store";
import { save } from "./saving";

/** Ctrl (or Cmd) and S saves, Z undoes, Shift Z or Y does again. In a text field Z belongs to the text. */
export function useEditKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
      const { current, undo, redo } = useOpenDashboard.getState();
      if (!current) return;
      const key = event.key.toLowerCase();
      if (key === "s" && !event.shiftKey) {
        // Also with nothing to save: nobody wants to save the page as a file.
        event.preventDefault();
        if (isDirty(current)) void save();
        return;
      }
      if (isText(event.target)) return;
      if (key !== "z" && key !== "y") return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) redo();
      else undo();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input, textarea, [contenteditable=true]") !== null;
