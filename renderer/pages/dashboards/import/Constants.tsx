import { Field } from "../../../components/Field";
import { TextInput } from "../../../components/TextInput";
import { visibleText } from "../../../components/visible-text";
import styles from "./Import.module.css";
import { foundIn, type ImportItem } from "./items";

interface Props {
  items: readonly ImportItem[];
  constantOf(key: string, name: string, usual: string): string;
  onChange(key: string, name: string, value: string): void;
}

/** The values that the files leave to whoever imports them. */
export function Constants({ items, constantOf, onChange }: Props) {
  const found = foundIn(items);
  const constants = found.flatMap(({ key, imported }) =>
    imported.constants.map((constant) => ({ ...constant, key, of: imported.dashboard.title })),
  );
  if (constants.length === 0) return null;
  return (
    <section className={styles.section} aria-label="Constants">
      <h3 className={styles.sectionTitle}>Constants</h3>
      <div className={styles.pair}>
        {constants.map(({ key, name, label, value, of }) => (
          <Field key={`${key}/${name}`} label={visibleText(label || name)} {...(found.length > 1 && { hint: visibleText(of) })}>
            <TextInput value={constantOf(key, name, value)} onChange={(next) => onChange(key, name, next)} />
          </Field>
        ))}
      </div>
    </section>
  );
}
