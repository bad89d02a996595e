import { formatValue, valueFormats } from "#shared/format/value-formats/index";
import { SearchPicker } from "../../../../components/SearchPicker";

interface Props {
  value: string | undefined;
  onChange(value: string | undefined): void;
}

/** With an example of each, so that nobody has to know that `short` counts in thousands. */
const units = valueFormats.flatMap(({ group, formats }) =>
  formats.map(({ id, name }) => ({ value: id, label: name, group, detail: exampleOf(id) })),
);

/** A value that shows the scale of the unit: shares and percentages are small, the others may be large. */
function exampleOf(id: string): string {
  const value = id === "percentunit" ? 0.125 : id === "percent" ? 12.5 : 1234.5;
  const { text } = formatValue(value, id);
  return text.length > 16 ? "" : text;
}

/** The unit of a value, by group or by typing; any other text stands behind the number as it is. */
export function UnitPicker({ value, onChange }: Props) {
  return (
    <SearchPicker
      label="Unit"
      value={value}
      onChange={onChange}
      onClear={() => onChange(undefined)}
      options={units}
      placeholder="None"
      ownWords={(typed) => `“${typed}” behind the number`}
    />
  );
}
