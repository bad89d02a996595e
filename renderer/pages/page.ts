import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";
import type { Milliseconds } from "#shared/units/time";
import type { AskedKind } from "../stores/connections";

/** Under which heading of the navigation a page stands. */
export type PageGroup = "Watch" | "Investigate" | "Stack";

/** A page of the console, as the frame knows it. */
export interface PageEntry {
  title: string;
  /** The route, with its parameters: `/alerts/:id?`. */
  path: string;
  /** Where the navigation goes. */
  home: string;
  icon: LucideIcon;
  group: PageGroup;
  /** What the command palette finds it by, beside its title. */
  words: string;
  /** The lengths of the moving window that it offers in the top bar; none when it has no such window, or its own control. */
  windows?: readonly Milliseconds[];
  /** What it asks the source that the top bar names: choosing another one stays on the page. The others are about this host. */
  asksSource?: AskedKind;
  /** Moves by itself, and can be paused from the top bar. */
  isLive?: boolean;
  /** Its keys beyond those of the frame, for the `?` list. */
  keys?: readonly { keys: string; does: string }[];
  Component: ComponentType;
}
