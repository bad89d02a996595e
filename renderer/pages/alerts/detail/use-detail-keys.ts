import { useIdleKeys } from "../../../components/use-idle-keys";

/** The board's keys, for an alert that stands alone: without the list nobody else takes them. */
export function useDetailKeys(isOn: boolean, keys: Readonly<Record<"a" | "s" | "u" | "Escape", () => unknown>>): void {
  useIdleKeys(
    isOn
      ? (event) => {
          if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
          event.preventDefault();
          keys[event.key as keyof typeof keys]();
        }
      : undefined,
  );
}
