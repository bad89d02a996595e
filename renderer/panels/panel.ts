// What a kind of panel is, as the dashboard page and the editor know it. A panel is given data and never fetches.
import type { LucideIcon } from "lucide-react";
import type { ComponentType, LazyExoticComponent } from "react";
import type { z } from "zod";
import type { DashboardRow } from "#shared/contract/dashboards";
import type { Link } from "#shared/dashboards/field-config";
import type { PanelTypeId } from "#shared/dashboards/options/index";
import type { AbsoluteRange, PanelData } from "#shared/dashboards/panel-data";
import type { LinkValues } from "#shared/dashboards/variables/link-values";
import type { InboxAlert } from "#shared/model/alert";

export interface PanelViewProps<Options> {
  /** Of the panel, with its variables filled in; read out by screen readers. */
  title: string;
  options: Options;
  /** Never `waiting` or `failed` and never without rows: those states are drawn by the frame around the panel. */
  data: PanelData;
  /** Of the room there is, in px. */
  width: number;
  height: number;
  /** `browser`, `utc`, or a name of the time zone database. */
  timeZone: string;
  /** Charts with the same key share their cursor. */
  syncKey?: string | undefined;
  /** The user dragged over a stretch of time; and wants back out. */
  onZoom?: ((range: AbsoluteRange) => void) | undefined;
  onZoomOut?: (() => void) | undefined;
  /** The user wants to note something at this time or stretch (Ctrl or Cmd and click or drag). */
  onAnnotate?: ((range: AbsoluteRange) => void) | undefined;
  /** Puts variables into a text that people read. */
  fill(text: string): string;
  /** Puts variables into an address, escaped for it; `undefined` for one that may not be opened (`javascript:`). */
  hrefOf(link: Pick<Link, "url">, values?: LinkValues): string | undefined;
  /** For panels that `need` them. */
  alerts?: readonly InboxAlert[] | undefined;
  dashboards?: readonly DashboardRow[] | undefined;
}

interface ControlBase {
  /** Into the panel's options, or into `custom` of its field configuration: `legend.placement`, `stacking.mode`. */
  path: string;
  label: string;
  /** Heading under which it stands. */
  group: string;
  about?: string;
  /** Whether it says anything with these values of its siblings. */
  isShown?(values: Readonly<Record<string, unknown>>): boolean;
}

/** One control of the panel editor; the editor knows how to draw each kind. */
export type Control = ControlBase &
  (
    | { kind: "switch" }
    | { kind: "choice"; choices: readonly { value: string | number | boolean; label: string }[] }
    | { kind: "choices"; choices: readonly { value: string; label: string }[] }
    | { kind: "number"; min?: number; max?: number; step?: number; unit?: string; placeholder?: string }
    | { kind: "text"; isLong?: boolean; placeholder?: string }
    /** A list of texts, written with commas between: tags. */
    | { kind: "words"; placeholder?: string }
    | { kind: "calcs"; isMulti: boolean }
    | { kind: "color" }
    | { kind: "unit" }
    /** The name of one of the panel's fields. */
    | { kind: "field" }
  );

// biome-ignore lint/suspicious/noExplicitAny: each panel's View takes its own options; the list of panels cannot know which
type AnyView = ComponentType<PanelViewProps<any>>;

export interface PanelType {
  id: PanelTypeId;
  title: string;
  /** One line for the picker of kinds. */
  about: string;
  icon: LucideIcon;
  /** What it is given: the answers to its queries, or what the console knows itself. Default: frames. */
  needs?: "frames" | "alerts" | "dashboards" | "nothing";
  /** Checks and repairs what a file holds. */
  options: z.ZodObject;
  /** The same for `custom` of its field configuration. */
  custom?: z.ZodObject;
  /** Which of the standard field settings mean something here. */
  standard: readonly (
    | "unit"
    | "decimals"
    | "min"
    | "max"
    | "displayName"
    | "color"
    | "thresholds"
    | "mappings"
    | "noValue"
    | "links"
  )[];
  optionControls: readonly Control[];
  /** Of `custom`, for the defaults and for overrides. */
  fieldControls: readonly Control[];
  /** How its queries are asked when it is made new. */
  usualQuery?: { mode: "range" | "instant"; format: "time_series" | "table" | "heatmap" };
  View: AnyView | LazyExoticComponent<AnyView>;
}
