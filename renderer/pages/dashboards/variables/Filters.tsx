import { Plus, X } from "lucide-react";
import { Popover } from "radix-ui";
import { useId, useState } from "react";
import type { AdhocFilter } from "#shared/dashboards/variables/adhoc-filter";
import { useAsk } from "../../../bridge/use-ask";
import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { IconButton } from "../../../components/IconButton";
import { Select } from "../../../components/Select";
import { TextInput } from "../../../components/TextInput";
import { visibleText } from "../../../components/visible-text";
import styles from "./Variables.module.css";

interface Props {
  label: string;
  source: string;
  filters: readonly AdhocFilter[];
  onChange(filters: AdhocFilter[]): void;
}

/** Filters that every query of the source is given. */
export function Filters({ label, source, filters, onChange }: Props) {
  const [isAdding, setAdding] = useState(false);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to forms
    <div className={styles.filters} role="group" aria-label={label}>
      {filters.map((filter, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two filters may be alike
        <span key={index} className={styles.chip}>
          {visibleText(`${filter.key} ${filter.operator} ${filter.value}`)}
          <IconButton
            icon={X}
            label={`Remove ${filter.key}`}
            onClick={() => onChange(filters.filter((_, other) => other !== index))}
          />
        </span>
      ))}
      <Popover.Root open={isAdding} onOpenChange={setAdding}>
        <Popover.Trigger asChild>
          <IconButton icon={Plus} label="Add a filter" kind="normal" />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content className={styles.form} align="start" sideOffset={4} collisionPadding={8} aria-label="Add a filter">
            <FilterForm
              source={source}
              onAdd={(filter) => {
                onChange([...filters, filter]);
                setAdding(false);
              }}
            />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </div>
  );
}

const operators = ["=", "!=", "=~", "!~"].map((value) => ({ value, label: value }));

function FilterForm({ source, onAdd }: { source: string; onAdd(filter: AdhocFilter): void }) {
  const [filter, setFilter] = useState<AdhocFilter>({ key: "", operator: "=", value: "" });
  const names = useAsk("query.labelNames", { source });
  const values = useAsk("query.labelValues", { source, label: filter.key, limit: 500 }, { enabled: isLabel(filter.key) });
  const id = useId();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (filter.key !== "") onAdd(filter);
      }}
    >
      <Field label="Label">
        <TextInput value={filter.key} onChange={(key) => setFilter({ ...filter, key })} list={`${id}-names`} isMono autoFocus />
      </Field>
      <datalist id={`${id}-names`}>
        {names.data?.names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Select
        label="How it is compared"
        value={filter.operator}
        onChange={(operator) => setFilter({ ...filter, operator })}
        options={operators}
      />
      <Field label="Value">
        <TextInput value={filter.value} onChange={(value) => setFilter({ ...filter, value })} list={`${id}-values`} isMono />
      </Field>
      <datalist id={`${id}-values`}>
        {values.data?.values.map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
      <Button kind="primary" type="submit" disabled={!isLabel(filter.key)}>
        Add
      </Button>
    </form>
  );
}

const isLabel = (name: string) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
