import { Plus, Trash2 } from "lucide-react";
import { replacedAt, withoutAt } from "#shared/dashboards/change/lists";
import type { Link } from "#shared/dashboards/field-config";
import { Button } from "../../../../components/Button";
import { Checkbox } from "../../../../components/Checkbox";
import { Field } from "../../../../components/Field";
import { IconButton } from "../../../../components/IconButton";
import { TextInput } from "../../../../components/TextInput";
import styles from "./Lists.module.css";

interface Props {
  label: string;
  links: readonly Link[];
  onChange(links: Link[]): void;
  hint?: string;
}

/** Links with their titles; the addresses may hold variables. */
export function LinkList({ label, links, onChange, hint }: Props) {
  const patch = (index: number, link: Link, part: Partial<Link>) => onChange(replacedAt(links, index, { ...link, ...part }));
  return (
    <Field label={label} isGroup {...(hint !== undefined && { hint })}>
      {links.map((link, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a link is known by its place only
        <div key={index} className={styles.card}>
          <div className={styles.line}>
            <TextInput
              aria-label={`Title of link ${index + 1}`}
              placeholder="Title"
              value={link.title}
              onChange={(title) => patch(index, link, { title })}
            />
            <IconButton icon={Trash2} label={`Remove link ${index + 1}`} onClick={() => onChange(withoutAt(links, index))} />
          </div>
          <TextInput
            isMono
            aria-label={`Address of link ${index + 1}`}
            placeholder="https://example.com/${__field.labels.instance}"
            value={link.url}
            onChange={(url) => patch(index, link, { url })}
          />
          <Checkbox
            label="In a window of its own"
            isChecked={link.targetBlank}
            onChange={(targetBlank) => patch(index, link, { targetBlank })}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          kind="quiet"
          icon={Plus}
          onClick={() => onChange([...links, { title: "", url: "", targetBlank: true }])}
        >
          Add link
        </Button>
      </div>
    </Field>
  );
}
