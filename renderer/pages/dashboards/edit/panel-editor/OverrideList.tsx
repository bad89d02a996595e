import { Trash2 } from "lucide-react";
import { replacedAt, withoutAt } from "#shared/dashboards/change/lists";
import type { Frame } from "#shared/dashboards/data/frame";
import type { FieldMatcher, Override } from "#shared/dashboards/field-config";
import { EmptyState } from "../../../../components/EmptyState";
import { IconButton } from "../../../../components/IconButton";
import { SearchPicker } from "../../../../components/SearchPicker";
import { Select } from "../../../../components/Select";
import { visibleText } from "../../../../components/visible-text";
import { panelTypeOf } from "../../../../panels";
import { MatcherOptions } from "../controls/MatcherOptions";
import { type MatcherKind, matcherKinds, matcherWords } from "../controls/matcher-kinds";
import { PropertyControl, propertyChoices, propertyLabel } from "../controls/PropertyControl";
import type { EditedPanel } from "./edited-panel";
import { fieldNamesOf } from "./field-names";
import styles from "./OptionsPane.module.css";

interface Props {
  edited: EditedPanel;
  frames: readonly Frame[];
  fieldNames: readonly string[];
}

/** Exceptions: for some of the fields, some of the settings are others. Later ones win. */
export function OverrideList({ edited: { panel, change }, frames, fieldNames }: Props) {
  const { overrides } = panel.fieldConfig;
  const put = (next: Override[], label: string, field?: string) =>
    change(label, (was) => ({ ...was, fieldConfig: { ...was.fieldConfig, overrides: next } }), field);
  const add = (kind: MatcherKind) => {
    // Who makes one means the values: the times come first in each frame.
    const names = [...fieldNamesOf(frames, (field) => field.kind !== "time"), ...fieldNames];
    const matcher = matcherKinds.find(({ id }) => id === kind)?.first(names, frames) ?? { id: kind };
    put([...overrides, { matcher, properties: [] }], "Add an override");
  };
  return (
    <div className={styles.stack}>
      {overrides.length === 0 && (
        <EmptyState title="No overrides">Give one series another unit, colour, axis or name than the others.</EmptyState>
      )}
      {overrides.map((override, index) => (
        <OverrideCard
          // biome-ignore lint/suspicious/noArrayIndexKey: an override is known by its place only
          key={index}
          override={override}
          type={panel.type}
          frames={frames}
          fieldNames={fieldNames}
          onChange={(next) => put(replacedAt(overrides, index, next), "Change an override", `override ${index}`)}
          onRemove={() => put(withoutAt(overrides, index), "Remove an override")}
        />
      ))}
      <Select
        label="Add an override for"
        placeholder="Add an override for…"
        value={"" as MatcherKind}
        onChange={add}
        options={matcherKinds.map(({ id, label }) => ({ value: id, label }))}
      />
    </div>
  );
}

interface CardProps {
  override: Override;
  type: string;
  frames: readonly Frame[];
  fieldNames: readonly string[];
  onChange(next: Override): void;
  onRemove(): void;
}

function OverrideCard({ override, type, frames, fieldNames, onChange, onRemove }: CardProps) {
  const { matcher, properties } = override;
  const panelType = panelTypeOf(type);
  const taken = new Set(properties.map(({ id }) => id));
  const choices = propertyChoices(panelType).filter(({ value }) => !taken.has(value));
  return (
    <div className={styles.card}>
      <div className={styles.line}>
        <strong className={styles.grow}>{visibleText(matcherWords(matcher))}</strong>
        <IconButton icon={Trash2} label="Remove this override" onClick={onRemove} />
      </div>
      <MatcherOptions
        matcher={matcher}
        frames={frames}
        fieldNames={fieldNames}
        onChange={(next: FieldMatcher) => onChange({ ...override, matcher: next })}
      />
      {properties.map((property, index) => (
        <div key={property.id} className={styles.line}>
          <div className={styles.grow}>
            <PropertyControl
              id={property.id}
              value={property.value}
              type={panelType}
              fieldNames={fieldNames}
              onChange={(value) =>
                onChange({ ...override, properties: replacedAt(properties, index, { id: property.id, value }) })
              }
            />
          </div>
          <IconButton
            icon={Trash2}
            label={`Remove ${propertyLabel(property.id, panelType)} from this override`}
            onClick={() => onChange({ ...override, properties: withoutAt(properties, index) })}
          />
        </div>
      ))}
      <SearchPicker
        label="Add a setting"
        placeholder="Add a setting…"
        value={undefined}
        onChange={(id) => {
          const first = choices.find(({ value }) => value === id)?.first;
          onChange({ ...override, properties: [...properties, { id, value: first }] });
        }}
        options={choices}
      />
    </div>
  );
}
