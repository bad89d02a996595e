// Notes made by hand, as marks on the time axis.
import type { AnnotationQuery } from "#shared/dashboards/dashboard";
import type { AbsoluteRange, Annotation } from "#shared/dashboards/panel-data";

type NoteLook = Pick<AnnotationQuery, "name" | "color">;

/** What notes are called and drawn in; nothing where all annotations that are about them are switched off. */
export function noteLook(annotations: readonly AnnotationQuery[], off: ReadonlySet<string>): NoteLook | undefined {
  const manual = annotations.filter(({ kind }) => kind === "manual");
  return manual.length === 0 ? { name: "Notes", color: "blue" } : manual.find(({ name }) => !off.has(name));
}

/** The notes in a stretch of time. What was pointed at reaches a hundredth of what is shown to both sides: nobody points better. */
export function notesAt(marks: readonly Annotation[], at: AbsoluteRange, shown: AbsoluteRange): Annotation[] {
  const reach = (shown.to - shown.from) / 100;
  return marks.filter((mark) => mark.id !== undefined && mark.at <= at.to + reach && (mark.until ?? mark.at) >= at.from - reach);
}
