import { addCaption } from "../charts/chartPicture.js";
import type { ChartRun } from "../charts/chartView.js";
import type { HtmlSelection } from "../marks/dom.js";
import { outcomeLine, sayOutcome, savedText, type TakeAway } from "../export/outcome.js";
import type { PictureColors } from "../export/exportPicture.js";
import { pictureFile, type PictureFormat } from "../export/pictureFile.js";
import { t } from "../words/l10n.js";
import type { Host } from "../host/rpc.js";
import {
  metricsCsv,
  metricsJson,
  metricsMarkdown,
  type ExportedRun,
} from "../runs/exportMetrics.js";
import type { ChartPanel } from "./chartPanel.js";
import type { CurvesView } from "./curvesView.js";
import { createSection } from "./section.js";

export interface TakeAwaySource {
  readonly panels: readonly ChartPanel[];
  readonly exportedRuns: () => readonly ExportedRun[];
  readonly host: Pick<Host, "save" | "copy" | "reportError">;
  readonly view: CurvesView;
}

interface Offer {
  readonly id: string;
  readonly label: string;
  readonly act: TakeAway;
}

/** The runs that are drawn, with all that is known of them. */
export function exportedRunOf(
  { id, title, points }: ChartRun,
  config: ExportedRun["config"],
): ExportedRun {
  return { id, title, config, steps: points.steps, evaluations: points.evaluations };
}

/**
 * The curves and their numbers, to keep.
 *
 *     details.take-away > div.part
 *       div.offers > span, button.link ×n
 *       fieldset.colors > legend, label ×2 > input[type=radio]
 *       div.offers ×n > span, button.link ×2
 *       p.outcome
 */
export function createTakeAway(root: HtmlSelection, source: TakeAwaySource): void {
  const { body } = createSection(root, source.view, { id: "take-away", title: t("Save and copy") });
  const run = ({ act }: Offer): void => {
    sayOutcome(line, act, (error) => {
      source.host.reportError(error);
    });
  };
  createOffers(body, t("Numbers"), numberOffers(source), run);
  const colorsOf = createColorChoice(body);
  for (const panel of source.panels) {
    createOffers(body, panel.spec.title, pictureOffers(panel, source, colorsOf), run);
  }
  // At the end: what it says moves no button.
  const line = outcomeLine(body);
}

function createOffers(
  parent: HtmlSelection,
  title: string,
  offers: readonly Offer[],
  run: (offer: Offer) => void,
): void {
  const row = parent
    .append<HTMLElement>("div")
    .attr("class", "offers")
    .attr("role", "group")
    .attr("aria-label", title);
  row.append("span").text(title);
  row
    .selectAll<HTMLButtonElement, Offer>("button")
    .data(offers, ({ id }) => id)
    .join((enter) => enter.append("button").attr("type", "button").attr("class", "link"))
    .attr("data-offer", ({ id }) => id)
    .text(({ label }) => label)
    .on("click", (_event, offer) => {
      run(offer);
    });
}

function numberOffers({ exportedRuns, host }: TakeAwaySource): readonly Offer[] {
  const saveText = async (name: string, content: string): Promise<string | null> =>
    savedText(await host.save({ name, encoding: "utf8", content }), name);
  return [
    { id: "csv", label: "CSV", act: () => saveText("metrics.csv", metricsCsv(exportedRuns())) },
    { id: "json", label: "JSON", act: () => saveText("metrics.json", metricsJson(exportedRuns())) },
    {
      id: "markdown",
      label: t("Copy as Markdown table"),
      act: async () => {
        await host.copy(metricsMarkdown(exportedRuns()));
        return t("Copied: a row an epoch.");
      },
    },
  ];
}

function pictureOffers(
  { spec, svg, viewOf, readingOf }: ChartPanel,
  { host }: TakeAwaySource,
  colorsOf: () => PictureColors,
): readonly Offer[] {
  const formats: readonly PictureFormat[] = ["svg", "png"];
  return formats.map((format) => ({
    id: `${spec.id}-${format}`,
    label: format.toUpperCase(),
    act: async () => {
      const file = await pictureFile(svg, {
        name: `chart-${spec.id}`,
        format,
        colors: colorsOf(),
        prepare: (copy) => {
          const { frame } = viewOf().chart.layout;
          addCaption(copy, spec.title, { frame, legend: readingOf().legend });
        },
      });
      return savedText(await host.save(file), file.name);
    },
  }));
}

function createColorChoice(parent: HtmlSelection): () => PictureColors {
  let chosen: PictureColors = "theme";
  const choices: readonly (readonly [PictureColors, string])[] = [
    ["theme", t("theme")],
    ["print", t("print")],
  ];
  const set = parent.append<HTMLElement>("fieldset").attr("class", "colors");
  set.append("legend").text(t("Chart colors"));
  for (const [colors, label] of choices) {
    const row = set.append("label");
    row
      .append("input")
      .attr("type", "radio")
      .attr("name", "colors")
      .property("checked", colors === chosen)
      .on("change", () => {
        chosen = colors;
      });
    row.append("span").text(label);
  }
  return () => chosen;
}
