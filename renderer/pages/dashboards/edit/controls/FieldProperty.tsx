import {
  fieldColorSchema,
  type Link,
  linkSchema,
  thresholdsSchema,
  type ValueMapping,
  valueMappingSchema,
} from "#shared/dashboards/field-config";
import { Field } from "../../../../components/Field";
import { NumberInput } from "../../../../components/NumberInput";
import { TextInput } from "../../../../components/TextInput";
import { ColourScheme } from "./ColourScheme";
import { LinkList } from "./LinkList";
import { MappingList } from "./MappingList";
import type { StandardProperty } from "./standard-properties";
import { ThresholdList } from "./ThresholdList";
import { UnitPicker } from "./UnitPicker";

interface Props {
  id: StandardProperty["id"];
  /** From a file: it may be anything. */
  value: unknown;
  onChange(value: unknown): void;
}

/** The control of one standard setting, for all fields or in an override. */
export function FieldProperty({ id, value, onChange }: Props) {
  switch (id) {
    case "unit":
      return (
        <Field label="Unit">
          <UnitPicker value={textOf(value)} onChange={onChange} />
        </Field>
      );
    case "decimals":
      return (
        <Field label="Decimals">
          <NumberInput
            min={0}
            max={20}
            placeholder="Auto"
            value={numberOf(value)}
            onChange={(next) => onChange(next === undefined ? undefined : Math.round(next))}
          />
        </Field>
      );
    case "min":
    case "max":
      return (
        <Field
          label={id === "min" ? "Min" : "Max"}
          hint={id === "min" ? "Of the axis or the gauge; empty: of the data." : undefined}
        >
          <NumberInput placeholder="Auto" value={numberOf(value)} onChange={onChange} />
        </Field>
      );
    case "displayName":
      return (
        <Field label="Display name" hint="May hold ${__field.labels.instance} and its kin.">
          <TextInput value={textOf(value) ?? ""} onChange={(text) => onChange(text === "" ? undefined : text)} />
        </Field>
      );
    case "noValue":
      return (
        <Field label="Instead of no value">
          <TextInput placeholder="–" value={textOf(value) ?? ""} onChange={(text) => onChange(text === "" ? undefined : text)} />
        </Field>
      );
    case "color": {
      const read = fieldColorSchema.safeParse(value);
      return <ColourScheme value={read.success ? read.data : undefined} onChange={onChange} />;
    }
    case "thresholds": {
      const read = thresholdsSchema.safeParse(value ?? {});
      return <ThresholdList value={read.success ? read.data : { mode: "absolute", steps: [] }} onChange={onChange} />;
    }
    case "mappings":
      return <MappingList value={entriesOf<ValueMapping>(value, valueMappingSchema)} onChange={onChange} />;
    case "links":
      return (
        <LinkList
          label="Links of values"
          hint="May hold ${__value.raw}, ${__field.name} and ${__field.labels.instance}."
          links={entriesOf<Link>(value, linkSchema)}
          onChange={onChange}
        />
      );
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

/** Those entries of a list that are right. */
function entriesOf<T>(value: unknown, schema: { safeParse(entry: unknown): { success: boolean; data?: unknown } }): T[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry) => {
    const read = schema.safeParse(entry);
    return read.success ? [read.data as T] : [];
  });
}
