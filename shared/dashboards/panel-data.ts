// What a panel is given to draw: it never fetches.
import type { Failure } from "../model/failure";
import type { EpochMs } from "../units/time";
import type { Frame } from "./data/frame";

export interface AbsoluteRange {
  from: EpochMs;
  to: EpochMs;
}

/** A mark on the time axis, or a stretch of it when it has an end. */
export interface Annotation {
  /** Of one that was made by hand: what `notes.remove` takes. */
  id?: string;
  at: EpochMs;
  until?: EpochMs;
  title: string;
  text: string;
  tags: readonly string[];
  color: string;
  /** The annotation query that it is of. */
  from: string;
}

export interface PanelData {
  /**
   * `waiting`: nothing has come yet. `failed`: nothing to show, for the reason in `failure`. `data`: frames are there, however
   * old; `failure` then says why they are not newer. No frames or no rows is the panel's empty state.
   */
  state: "waiting" | "failed" | "data";
  /** After transformations, with the field configuration applied. */
  frames: readonly Frame[];
  range: AbsoluteRange;
  failure?: Failure;
  /** When the frames were true. */
  at?: EpochMs;
  isStale: boolean;
  /** Warnings of the source, transformations that could not be done, "asks every 20 s because the source is slow". Sentences. */
  notices: readonly string[];
  annotations: readonly Annotation[];
  /** Another one for other frames; the same for the same. */
  revision: number;
}
