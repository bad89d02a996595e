import type { Display } from "#shared/dashboards/data/display";
import { timeFieldOf } from "#shared/dashboards/data/fields";
import type { Field, Frame } from "#shared/dashboards/data/frame";
import type { LinkValues } from "#shared/dashboards/variables/link-values";
import { visibleText } from "../../components/visible-text";
import type { PanelViewProps } from "../panel";

export interface ValueLink {
  title: string;
  href: string;
  isElsewhere: boolean;
}

export type HrefOf = PanelViewProps<unknown>["hrefOf"];
export type Fill = PanelViewProps<unknown>["fill"];

/** A value that may lead somewhere, and the row that it stands in, when it stands in one. */
export interface LinkedValue {
  field: Field;
  value: unknown;
  display: Display;
  place?: { frame: Frame; row: number } | undefined;
}

/** Where a value's links lead. Those that may not be opened (`javascript:`) are left out. */
export function valueLinks({ field, value, display, place }: LinkedValue, hrefOf: HrefOf): ValueLink[] {
  const links = field.config.links ?? [];
  if (links.length === 0) return [];
  const values: LinkValues = { field: field.display, value, text: display.text, labels: field.labels, ...ofRow(place) };
  return links.flatMap((link) => {
    const href = hrefOf(link, values);
    if (href === undefined || href === "") return [];
    return [{ title: visibleText(link.title) || href, href, isElsewhere: link.targetBlank || !href.startsWith("#") }];
  });
}

/** The cells of the row, in their order; and behind them by the names that they had before they were renamed. */
function ofRow(place: LinkedValue["place"]): Pick<LinkValues, "row" | "time"> {
  if (!place) return {};
  const { frame, row } = place;
  const cell = (field: Field, name: string) => ({ name, value: field.values[row] as unknown });
  const renamed = frame.fields.filter(({ name, display }) => name !== display);
  const cells = [...frame.fields.map((field) => cell(field, field.display)), ...renamed.map((field) => cell(field, field.name))];
  const time = timeFieldOf(frame)?.values[row];
  return { row: cells, ...(time !== undefined && { time }) };
}

/** What an anchor needs: another site never learns where it was opened from, nor gets hold of the window. */
export const anchorOf = ({ href, isElsewhere }: Pick<ValueLink, "href" | "isElsewhere">) =>
  isElsewhere ? { href, target: "_blank", rel: "noopener noreferrer" } : { href };
