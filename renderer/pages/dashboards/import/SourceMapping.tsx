import type { SourcePlaceholder } from "#shared/dashboards/import/outcome";
import { Field } from "../../../components/Field";
import { Select } from "../../../components/Select";
import { visibleText } from "../../../components/visible-text";
import styles from "./Import.module.css";

interface Props {
  placeholders: readonly SourcePlaceholder[];
  sources: readonly { id: string; name: string }[];
  sourceOf(placeholder: SourcePlaceholder): string;
  onMap(id: string, source: string): void;
}

/** In place of the empty id, which a list of choices cannot have. */
const topBar = "(top bar)";

/** Which of our sources takes the place of each source that the files name. */
export function SourceMapping({ placeholders, sources, sourceOf, onMap }: Props) {
  const options = [
    { value: topBar, label: "The one in the top bar" },
    ...sources.map(({ id, name }) => ({ value: id, label: visibleText(name) })),
  ];
  return (
    <section className={styles.section} aria-label="Data sources">
      <h3 className={styles.sectionTitle}>Data sources</h3>
      <div className={styles.pair}>
        {placeholders.map((placeholder) => (
          <Field key={placeholder.id} label={visibleText(placeholder.label || placeholder.id)} hint={hintOf(placeholder)}>
            <Select
              value={sourceOf(placeholder) || topBar}
              onChange={(value) => onMap(placeholder.id, value === topBar ? "" : value)}
              options={options}
            />
          </Field>
        ))}
      </div>
    </section>
  );
}

function hintOf({ kind, usedBy }: SourcePlaceholder): string {
  const uses = `${visibleText(kind)}, used ${usedBy === 1 ? "once" : `${usedBy} times`}`;
  if (kind === "prometheus" || kind === "") return uses;
  return `${uses}. Such queries are kept and shown; they are answered once such a source can be connected.`;
}
