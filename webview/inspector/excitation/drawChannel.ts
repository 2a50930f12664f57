import { childOf, elementOf, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import { formatCount } from "../../words/format.js";
import { t } from "../../words/l10n.js";

export interface ChannelChoice {
  readonly channel: number;
  readonly channels: number;
  /** The class that it stands for; null where it stands for none. */
  readonly className: string | null;
}

/**
 * Which channel is asked about.
 *
 *     div.channel-choice > label > span, input[type=number]; span.of, p.problem[role=status]
 */
export function drawChannel(
  frame: HtmlSelection,
  { channel, channels, className }: ChannelChoice,
  choose: (channel: number) => void,
): void {
  const line = childOf(frame, "div", "channel-choice");
  const label = childOf(line, "label", "channel");
  updateText(childOf(label, "span", "name"), () => t("Channel"));
  const input = childOf(label, "input", "number");
  const of = t("of {0}, from 0", formatCount(channels));
  updateText(childOf(line, "span", "of"), () => (className === null ? of : `${of}: ${className}`));
  const problem = childOf(line, "p", "problem").attr("role", "status");
  const element = elementOf(input);
  const isTyping = element === element.ownerDocument.activeElement;
  const typed = (): number | null => wholeBelow(String(input.property("value")), channels);
  const say = (): void => {
    updateText(problem, () =>
      typed() === null ? t("The channels of this node go from 0 to {0}.", channels - 1) : "",
    );
  };
  input
    .attr("type", "number")
    .attr("min", 0)
    .attr("max", channels - 1);
  // What is being typed stays, until it is left.
  if (!isTyping || (typed() ?? channel) !== channel) input.property("value", channel);
  say();
  input
    .on("input", () => {
      const next = typed();
      say();
      if (next !== null && next !== channel) choose(next);
    })
    .on("blur", () => {
      input.property("value", channel);
      say();
    });
}

/** A whole number from 0 to below that; null for another text. */
function wholeBelow(text: string, end: number): number | null {
  const value = text.trim() === "" ? NaN : Number(text);
  return Number.isInteger(value) && value >= 0 && value < end ? value : null;
}
