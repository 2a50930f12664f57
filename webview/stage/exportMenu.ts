import { childOf, type HtmlSelection } from "../marks/dom.js";
import { outcomeLine, sayOutcome, type TakeAway } from "../export/outcome.js";
import type { PictureColors } from "../export/exportPicture.js";
import type { PictureFormat } from "../export/pictureFile.js";
import { t } from "../words/l10n.js";
import { closeFromOutside } from "../page/popover.js";

export interface PictureChoice {
  readonly extent: "seen" | "whole";
  readonly format: PictureFormat;
  readonly colors: PictureColors;
}

export interface ExportActions {
  readonly savePicture: (request: PictureChoice) => ReturnType<TakeAway>;
  readonly copyTable: TakeAway;
  readonly reportError: (error: unknown) => void;
}

/** One entry a choice; the first of its options is the default. */
const choices = [
  {
    id: "extent",
    title: t("Picture"),
    options: [
      ["seen", t("as seen")],
      ["whole", t("whole")],
    ],
  },
  {
    id: "format",
    title: t("Format"),
    options: [
      ["svg", "SVG"],
      ["png", "PNG"],
    ],
  },
  {
    id: "colors",
    title: t("Colors"),
    options: [
      ["theme", t("theme")],
      ["print", t("print")],
    ],
  },
] as const;

type Choice = (typeof choices)[number];

/**
 * What can be taken away, behind one button. It stays open and says how it went, beside what can be chosen instead.
 *
 *     details.export
 *       summary.tool
 *       form.menu
 *         fieldset ×3 > legend, label ×2 > input[type=radio]
 *         button.save, button.copy-table
 *         p.outcome
 *
 * Returns what ends its listening to the document around it.
 */
export function createExportMenu(bar: HtmlSelection, actions: ExportActions): () => void {
  const details = bar.append<HTMLDetailsElement>("details").attr("class", "export");
  details
    .append("summary")
    .attr("class", "tool codicon codicon-export")
    .attr("aria-label", t("Export…"))
    .attr("title", t("Export the picture or the table of shapes"));
  const form = details.append<HTMLElement>("form").attr("class", "menu");
  for (const choice of choices) createChoice(form, choice);
  form.append("button").attr("type", "submit").attr("class", "save").text(t("Save picture…"));
  form
    .append("button")
    .attr("type", "button")
    .attr("class", "copy-table")
    .text(t("Copy shapes as Markdown table"))
    .on("click", () => {
      take(actions.copyTable);
    });
  const line = outcomeLine(form);
  const take = (act: TakeAway): void => {
    sayOutcome(line, act, actions.reportError);
  };
  form.on("submit", (event: Event) => {
    event.preventDefault();
    const { currentTarget } = event;
    if (!(currentTarget instanceof HTMLFormElement)) return;
    const request = requestOf(new FormData(currentTarget));
    take(() => actions.savePicture(request));
  });
  details.on("toggle", () => line.text(""));
  const element = details.node();
  if (element === null) throw new Error("The page lost its export menu.");
  return closeFromOutside(element);
}

function createChoice(form: HtmlSelection, { id, title, options }: Choice): void {
  const set = form.append<HTMLElement>("fieldset");
  set.append("legend").text(title);
  for (const [value, label] of options) {
    const row = set.append<HTMLElement>("label");
    childOf(row, "input", "radio")
      .attr("type", "radio")
      .attr("name", id)
      .attr("value", value)
      .property("checked", value === options[0][0]);
    row.append("span").text(label);
  }
}

function requestOf(form: FormData): PictureChoice {
  return {
    extent: form.get("extent") === "whole" ? "whole" : "seen",
    format: form.get("format") === "png" ? "png" : "svg",
    colors: form.get("colors") === "print" ? "print" : "theme",
  };
}
