import { Popover } from "radix-ui";
import { resolveColour } from "../../../../charts/named-colours";
import { useChartColours } from "../../../../charts/use-chart-colours";
import { TextInput } from "../../../../components/TextInput";
import { visibleText } from "../../../../components/visible-text";
import styles from "./ColourPicker.module.css";

interface Props {
  value: string | undefined;
  onChange(value: string): void;
  /** What is coloured, read out. */
  label: string;
  /** Only the swatch, for lists. */
  isSmall?: boolean;
}

const hues = ["red", "orange", "yellow", "green", "blue", "purple"];
const shades = ["super-light-", "light-", "", "semi-dark-", "dark-"];

/** A colour by name, which suits both themes, or any other as it is written. */
export function ColourPicker({ value, onChange, label, isSmall = false }: Props) {
  const colours = useChartColours();
  const hexOf = (name: string) => resolveColour(name, colours);
  const words = value ?? "not set";
  return (
    <Popover.Root>
      <Popover.Trigger
        className={isSmall ? styles.small : styles.trigger}
        aria-label={`${label}: ${visibleText(words)}`}
        title={visibleText(words)}
      >
        <Swatch hex={value === undefined ? undefined : hexOf(value)} />
        {!isSmall && <span className={styles.name}>{visibleText(words)}</span>}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.content} align="start" sideOffset={4} collisionPadding={8} aria-label={label}>
          <div className={styles.swatches}>
            {hues.flatMap((hue) =>
              shades.map((shade) => (
                <Choice key={shade + hue} name={shade + hue} hex={hexOf(shade + hue)} value={value} onChange={onChange} />
              )),
            )}
            {["text", "transparent"].map((name) => (
              <Choice key={name} name={name} hex={hexOf(name)} value={value} onChange={onChange} />
            ))}
          </div>
          <div className={styles.own}>
            <input
              type="color"
              aria-label="Any colour"
              value={value !== undefined ? hexOf(value).slice(0, 7) : hexOf("blue").slice(0, 7)}
              onChange={({ target }) => onChange(target.value)}
            />
            <TextInput
              isMono
              aria-label="Name or code of the colour"
              placeholder="#5794f2, rgb(…), dark-red"
              value={value ?? ""}
              onChange={onChange}
            />
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choice({
  name,
  hex,
  value,
  onChange,
}: {
  name: string;
  hex: string;
  value: string | undefined;
  onChange(name: string): void;
}) {
  return (
    <button
      type="button"
      className={styles.choice}
      aria-label={name}
      aria-pressed={value === name}
      title={name}
      onClick={() => onChange(name)}
    >
      <Swatch hex={hex} />
    </button>
  );
}

const Swatch = ({ hex }: { hex: string | undefined }) => (
  <i
    className={styles.swatch}
    data-empty={hex === undefined || hex.endsWith("00000000") || undefined}
    style={{ background: hex }}
  />
);
