import type { CSSProperties } from "react";
import type { Figure } from "#shared/dashboards/data/figures";
import type { GaugeOptions } from "#shared/dashboards/options/gauge";
import { formatAxis } from "#shared/format/value-formats/index";
import type { ChartColours } from "../../charts/chart-colours";
import { textWidth } from "../../charts/text-width";
import { visibleText } from "../../components/visible-text";
import figureStyles from "../figures/Figures.module.css";
import { FigureText } from "../figures/FigureText";
import { fitSize, type WidthAt } from "../figures/fit-text";
import { wordColour } from "../figures/ink";
import { bandsOf, scaleOf, shareOf, thresholdMarks } from "../figures/scale";
import { useSteadySize } from "../figures/use-steady-size";
import { hasColour, valueColour } from "../figures/value-colour";
import { arcPath, bandThickness, type GaugeShape, gaugeShape, pointAt } from "./arc";
import styles from "./Gauge.module.css";

export interface GaugeCellProps {
  figure: Figure;
  index: number;
  /** Of all figures beside it: they share a scale unless their fields have ends of their own. */
  values: readonly unknown[];
  /** Of their numbers, so that all are written in one size. */
  widest: WidthAt;
  options: GaugeOptions;
  room: { width: number; height: number };
  colours: ChartColours;
  showsName: boolean;
}

const nameHeight = 18;
const endsHeight = 14;

export function GaugeCell({ figure, index, values, widest, options, room, colours, showsName }: GaugeCellProps) {
  const { display, field, title, value } = figure;
  const scale = scaleOf(figure, values);
  const share = shareOf(value, scale);
  const mark = valueColour(display, field, index, colours);
  const name = visibleText(title);
  const marks = thresholdMarks(field.config, scale);
  // Written like the ticks of one axis: all in one unit, with as many digits as tell them apart.
  const steps = [scale.min, ...marks.map(({ value: at }) => at), scale.max];
  const texts = formatAxis(steps, field.config.unit, field.config.decimals);
  const ends = [texts[0] ?? "", texts[texts.length - 1] ?? ""];
  const showsEnds = room.height >= 110 && room.width >= 100;
  const showsLabels = options.showThresholdLabels && showsEnds && marks.length > 0;
  const shape = gaugeShape(
    { width: room.width, height: room.height - (showsName ? nameHeight : 0) },
    {
      hasBand: options.showThresholdMarkers && bandsOf(field.config, scale, colours).length > 0,
      sideRoom: showsLabels ? Math.max(...texts.map((text) => textWidth(text))) + 10 : 1,
      headRoom: showsLabels ? 14 : 1,
      footRoom: showsEnds ? endsHeight : 2,
    },
  );
  const inner = shape?.inner ?? { width: room.width - 8, height: room.height };
  const fits = fitSize(widest, inner, { least: 10, most: 52 });
  const size = useSteadySize(fits, `${room.width}×${room.height}`);
  const word = hasColour(display, field) ? wordColour(mark, colours) : undefined;
  return (
    <figure
      className={styles.gauge}
      style={{ "--mark": mark, "--word": word } as CSSProperties}
      aria-label={`${name}: ${visibleText(display.text)}, on a scale from ${ends[0]} to ${ends[1]}`}
    >
      <div className={styles.dial}>
        {shape && (
          <svg width={room.width} height={shape.height} aria-hidden="true">
            <Ring shape={shape} share={share} />
            {shape.bandRadius !== undefined &&
              bandsOf(field.config, scale, colours).map(({ from, to, colour }) => (
                <path
                  key={from}
                  d={arcPath(shape.centre, shape.bandRadius ?? 0, from, to)}
                  className={styles.band}
                  stroke={colour}
                  strokeWidth={bandThickness}
                />
              ))}
            {showsLabels &&
              marks.map(({ share: at, value: threshold }, place) => (
                <ThresholdLabel key={threshold} shape={shape} share={at} text={texts[place + 1] ?? ""} />
              ))}
            {showsEnds && <Ends shape={shape} texts={ends} />}
          </svg>
        )}
        <div
          className={shape ? styles.number : undefined}
          style={shape && { top: shape.centre.y, maxWidth: shape.inner.width * 1.1 }}
          aria-hidden="true"
        >
          <FigureText display={display} size={size} />
        </div>
      </div>
      {showsName && (
        <figcaption className={figureStyles.name} title={name}>
          {name}
        </figcaption>
      )}
    </figure>
  );
}

function Ring({ shape, share }: { shape: GaugeShape; share: number | undefined }) {
  const { centre, ringRadius, thickness } = shape;
  return (
    <>
      <path d={arcPath(centre, ringRadius, 0, 1)} className={styles.track} strokeWidth={thickness} />
      {share !== undefined && share > 0 && (
        <path d={arcPath(centre, ringRadius, 0, Math.max(0.004, share))} className={styles.arc} strokeWidth={thickness} />
      )}
    </>
  );
}

function ThresholdLabel({ shape, share, text }: { shape: GaugeShape; share: number; text: string }) {
  const { x, y } = pointAt(shape.centre, shape.radius + 7, share);
  const side = x - shape.centre.x;
  const anchor = Math.abs(side) < 12 ? "middle" : side > 0 ? "start" : "end";
  return (
    <text x={x} y={y} textAnchor={anchor} dominantBaseline="central" className={styles.label}>
      {text}
    </text>
  );
}

function Ends({ shape, texts }: { shape: GaugeShape; texts: readonly string[] }) {
  return [0, 1].map((share) => {
    const { x } = pointAt(shape.centre, shape.ringRadius, share);
    // Below the lowest corner of what is drawn, which is the outer one.
    const { y } = pointAt(shape.centre, shape.radius, share);
    return (
      <text key={share} x={x} y={y + 12} textAnchor="middle" className={styles.label}>
        {texts[share]}
      </text>
    );
  });
}
