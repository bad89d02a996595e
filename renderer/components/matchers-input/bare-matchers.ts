import { formatMatcher } from "#shared/alerting/matchers";
import type { Matcher } from "#shared/model/matcher";

/** Matchers as one types them in a field of their own: without braces around them, and with room between. */
export const bareMatchers = (matchers: readonly Matcher[]): string => matchers.map(formatMatcher).join(", ");
