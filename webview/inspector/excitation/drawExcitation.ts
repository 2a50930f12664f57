import type { ChannelExcitation } from "../../../model/asking/channelExcitation.js";
import { toldOfChannel } from "../../../model/asking/strongestUnits.js";
import { isActive } from "../../../model/run/phase.js";
import { drawAskingBar, type AskingBar, type AskingChoice } from "../../marks/askingBar.js";
import { childOf, dropChild, type HtmlSelection } from "../../marks/dom.js";
import { updateText } from "../../marks/update.js";
import type { PatchKind } from "../../state/choices.js";
import { formatCount, formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import type { Table } from "../parts/drawTable.js";
import { drawTableDetails } from "../parts/drawTableDetails.js";
import { drawSwitch, type Switch } from "../parts/drawSwitch.js";
import type { TabContents } from "../parts/tab.js";
import { drawChannel } from "./drawChannel.js";
import { drawMade } from "./drawMade.js";
import { drawPatches, type PatchActions, type PatchesPicture } from "./drawPatches.js";
import { classText, fewText, readingOf, standingText } from "./excitationTexts.js";
import { channelCount, excitationIn, isOfClasses, patchesOf, type Patch } from "./patches.js";

/** Enough for every channel to meet what it looks for, and ten times as fast as the ten thousand of the usual set. */
const fewExamples = 1000;
/** All that any test set has. */
const allExamples = Number.MAX_SAFE_INTEGER;

/**
 * What a channel of the chosen node looks for: the images that excite it most, and one that is made to.
 *
 *     section.excitation
 *       p.reason
 *       div.channel-choice                  by `drawChannel`
 *       div.asking-bar                      by `drawAskingBar`
 *       p.cost
 *       div.patch-kind[role=group] > button ×2
 *       div.found
 *         div.patches-frame > div.patches   by `drawPatches`
 *         div.made                          by `drawMade`
 *       p.few, p.reading
 *       details.numbers-of
 */
export function drawExcitation(section: HtmlSelection, contents: TabContents): void {
  const { graph, node, choices, actions, run } = contents;
  const channels = run.isOfThisNetwork ? channelCount(graph, node.id) : 0;
  updateText(childOf(section, "p", "reason"), () => reasonOf(run.isOfThisNetwork, channels));
  if (channels === 0) {
    section.selectAll(":scope > :not(.reason)").remove();
    return;
  }
  const { answer } = contents.excitation;
  const channel = Math.min(choices.map ?? 0, channels - 1);
  const className =
    answer !== null && isOfClasses(graph, node.id) ? classText(answer, channel) : null;
  drawChannel(section, { channel, channels, className }, (map) => {
    actions.choose({ map, patch: 0 });
  });
  drawAskingBar(childOf(section, "div", "asking-bar"), barOf(contents));
  updateText(childOf(section, "p", "cost"), () => costText(contents));
  drawFound(section, contents, channel);
}

function reasonOf(isOfThisNetwork: boolean, channels: number): string {
  if (!isOfThisNetwork) {
    return t(
      "The run trains another network than the one that is asked about: what its channels look for is not known.",
    );
  }
  return channels === 0 ? t("In use nothing comes out of this node.") : "";
}

/** A run at work shares the machine with what is looked for. */
function costText({ run: { phase }, excitation: { standing, made } }: TabContents): string {
  const isAsking = standing.kind === "asking" || made.standing.kind === "asking";
  return isActive(phase) && phase !== "paused" && !isAsking
    ? t("The run is at work: looking for this slows it meanwhile.")
    : "";
}

function barOf({ excitation: { standing, answer, told }, actions }: TabContents): AskingBar {
  const ask = (label: string, examples: number): AskingChoice => ({
    label,
    act: () => {
      actions.askExcitation(examples);
    },
  });
  const isAsking = standing.kind === "asking";
  return {
    text: standingText(standing, answer, told),
    progress: isAsking ? (standing.of === 0 ? 0 : standing.done / standing.of) : null,
    work: t("Looking for what excites the channels"),
    choices: isAsking
      ? [{ label: t("Cancel"), act: actions.cancelExcitation }]
      : [
          ask(t("{0} test images", formatCount(fewExamples)), fewExamples),
          ask(t("All test images"), allExamples),
        ],
  };
}

function drawFound(section: HtmlSelection, contents: TabContents, channel: number): void {
  const { graph, node, actions } = contents;
  const { answer, made, told } = contents.excitation;
  const found = answer === null ? null : excitationIn(answer, graph, node.id);
  const patches = answer === null || found === null ? [] : patchesOf(answer, found, channel);
  drawKind(section, contents, found !== null);
  const frame = childOf(section, "div", "found");
  const left = childOf(frame, "div", "patches-frame");
  if (answer === null || patches.length === 0) dropChild(left, "patches");
  else
    drawPatches(
      left,
      patchesPicture(contents, { answer, patches, channel }),
      patchActions(contents),
    );
  drawMade(
    frame,
    { target: { node: node.id, channel }, made, told },
    { make: actions.makeImage, stop: actions.stopMaking },
  );
  if (answer === null || found === null) {
    for (const part of ["few", "reading", "numbers-of"]) dropChild(section, part);
    return;
  }
  updateText(childOf(section, "p", "few"), () => fewText(channel, patches.length, toldOfChannel));
  drawReading(section, contents, { answer, patches, channel });
}

interface Found {
  readonly answer: ChannelExcitation;
  readonly patches: readonly Patch[];
  readonly channel: number;
}

function patchesPicture(
  { choices, excitation: { tileOf } }: TabContents,
  { answer, patches, channel }: Found,
): PatchesPicture {
  return {
    ...{ answer, patches, tileOf, isWhole: choices.patchKind === "whole" },
    chosen: Math.min(choices.patch, patches.length - 1),
    label: t("Images that excite channel {0} most", channel),
  };
}

function patchActions({ actions }: TabContents): PatchActions {
  return {
    read: (patch) => {
      actions.choose({ patch });
    },
    send: actions.sendImage,
  };
}

/** It stands above what it changes, where it is in sight with the first of the images also in a low window. */
function drawKind(
  section: HtmlSelection,
  { choices, actions }: TabContents,
  isShown: boolean,
): void {
  const kind = { ...kinds, chosen: choices.patchKind };
  const place = childOf(section, "div", "patch-kind").attr("hidden", isShown ? null : "");
  drawSwitch(place, kind, (patchKind) => {
    actions.choose({ patchKind });
  });
}

/** What is read of the patch at hand, and of all. */
function drawReading(
  section: HtmlSelection,
  { choices, excitation: { fault } }: TabContents,
  { answer, patches, channel }: Found,
): void {
  const read = patches[Math.min(choices.patch, patches.length - 1)];
  updateText(childOf(section, "p", "reading"), () =>
    read === undefined ? "" : (fault ?? readingOf(answer, read)),
  );
  drawTableDetails(section, [answer, ...patches.map(({ example }) => example), channel], () => ({
    caption: t("Images that excite channel {0} most", channel),
    ...tableOf(patches, (label) => classText(answer, label)),
  }));
}

const kinds = {
  label: t("What is shown of the images"),
  ways: [
    { id: "seen", text: t("What it sees") },
    { id: "whole", text: t("Whole images") },
  ],
} satisfies Omit<Switch<PatchKind>, "chosen">;

function tableOf(
  patches: readonly Patch[],
  nameOf: (label: number) => string,
): Omit<Table, "caption"> {
  return {
    columns: [t("Image"), t("Class"), t("Taken for"), t("Value"), t("Row"), t("Column")],
    rows: patches.map(({ rank, example, label, chosen, value, unit }) => ({
      id: String(rank),
      cells: [
        ...[String(example), nameOf(label), nameOf(chosen), formatMeasured(value)],
        ...[String(unit.row + 1), String(unit.column + 1)],
      ],
    })),
  };
}
