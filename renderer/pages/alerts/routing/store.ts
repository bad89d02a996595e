// What is being edited on the routing tab. It outlives the tab: to look at an alert meanwhile loses nothing.
import { create } from "zustand";
import type { RoutingConfig } from "#shared/model/routing";
import { type Edits, edit, isChanged, redo, startEdits, undo } from "./edits";

interface RoutingDraft {
  edits: Edits<RoutingConfig> | undefined;
  /** What the engine has: taken over as long as nothing is edited. */
  follow(config: RoutingConfig): void;
  /** Changes of the same topic one after the other are undone as one. */
  change(config: RoutingConfig, topic?: string): void;
  undo(): void;
  redo(): void;
  /** Goes on from what the engine has; what was edited is gone. */
  startOver(config: RoutingConfig): void;
}

export const useRoutingDraft = create<RoutingDraft>((set) => {
  const step = (run: (edits: Edits<RoutingConfig>) => Edits<RoutingConfig>) =>
    set(({ edits }) => ({ edits: edits && run(edits) }));
  return {
    edits: undefined,
    follow: (config) => set(({ edits }) => (edits && isChanged(edits) ? {} : { edits: startEdits(config) })),
    change: (config, topic) => step((edits) => edit(edits, config, topic)),
    undo: () => step(undo),
    redo: () => step(redo),
    startOver: (config) => set({ edits: startEdits(config) }),
  };
});
