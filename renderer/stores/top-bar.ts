import { create } from "zustand";

interface TopBarRoom {
  /** The end of the top bar, where a page puts the controls of its own; undefined until it is drawn. */
  room: HTMLElement | undefined;
  setRoom(room: HTMLElement | null): void;
}

/** Where in the top bar a page's own controls go. The frame gives the room, `TopBarControls` fills it. */
export const useTopBarRoom = create<TopBarRoom>((set) => ({
  room: undefined,
  setRoom: (room) => set({ room: room ?? undefined }),
}));
