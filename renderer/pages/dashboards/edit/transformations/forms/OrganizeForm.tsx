import { ArrowDown, ArrowUp, Eye, EyeOff } from "lucide-react";
import { IconButton } from "../../../../../components/IconButton";
import { TextInput } from "../../../../../components/TextInput";
import { visibleText } from "../../../../../components/visible-text";
import styles from "../Transformations.module.css";
import type { FormProps } from "./form";
import { organizedFields, withHidden, withMoved, withName } from "./organized-fields";

/** More fields than this are written as JSON by those who need it. */
const mostLines = 200;

/** Which fields there are, in which order, and how they are called. */
export function OrganizeForm({ options, onChange, fieldNames }: FormProps) {
  const fields = organizedFields(options, fieldNames).slice(0, mostLines);
  if (fields.length === 0) return <p className={styles.about}>The fields are listed here once the queries have answered.</p>;
  return (
    <ul className={styles.lines}>
      {fields.map(({ name, isHidden, renamed }, index) => {
        const words = visibleText(name);
        return (
          <li key={name} className={styles.line} data-off={isHidden || undefined}>
            <IconButton
              icon={isHidden ? EyeOff : Eye}
              label={isHidden ? `Show ${words}` : `Hide ${words}`}
              aria-pressed={isHidden}
              onClick={() => onChange(withHidden(options, name, !isHidden))}
            />
            <span className={styles.name} title={words}>
              {words}
            </span>
            <TextInput
              aria-label={`Other name for ${words}`}
              placeholder="As it is"
              value={renamed}
              onChange={(text) => onChange(withName(options, name, text))}
            />
            <IconButton
              icon={ArrowUp}
              label={`Move ${words} up`}
              disabled={index === 0}
              onClick={() => onChange(withMoved(options, fields, index, -1))}
            />
            <IconButton
              icon={ArrowDown}
              label={`Move ${words} down`}
              disabled={index === fields.length - 1}
              onClick={() => onChange(withMoved(options, fields, index, 1))}
            />
          </li>
        );
      })}
    </ul>
  );
}
