import { Tooltip as Radix } from "radix-ui";
import type { ReactElement } from "react";
import { Kbd } from "./Kbd";
import styles from "./Tooltip.module.css";

export interface TooltipProps {
  text: string;
  /** The keys that do the same: `Ctrl K`. */
  keys?: string;
  side?: "top" | "right" | "bottom" | "left";
  /** One element that takes a ref. */
  children: ReactElement;
}

/** A word about the thing under the pointer or in focus. Says nothing that is not also there for screen readers. */
export function Tooltip({ text, keys, side = "bottom", children }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={400} skipDelayDuration={200}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content className={styles.content} side={side} sideOffset={6} collisionPadding={8}>
            {text}
            {keys && <Kbd>{keys}</Kbd>}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
