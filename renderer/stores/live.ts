import { create } from "zustand";

interface Live {
  /** The user stopped the moving pages to look at something. */
  isPaused: boolean;
  toggle(): void;
}

/** Whether live pages move. Shared by the frame's button and every page that moves; forgotten with the window. */
export const useLive = create<Live>((set) => ({
  isPaused: false,
  toggle: () => set((was) => ({ isPaused: !was.isPaused })),
}));
