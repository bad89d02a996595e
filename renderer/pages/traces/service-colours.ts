const count = 8;

/** The colour of a service by its number in its trace, as CSS; the ninth has the colour of the first again. */
export const serviceColour = (index: number): string => `var(--series-${seriesOf(index) + 1})`;

/** Which of the series' colours that is, from 0: for a canvas, which knows no CSS variables. */
export const seriesOf = (index: number): number => index % count;
