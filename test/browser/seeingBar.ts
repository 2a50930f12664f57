import type { Locator, Page } from "@playwright/test";
import type { InputOf } from "../../model/asking/index.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import { buildGraph } from "../../model/network/graph.js";
import type { PageHost } from "../support/pageHost.js";
import { recordedRun } from "../support/recordedRun.js";
import {
  inventedLabels,
  inventedMistakes,
  inventedSight,
  inventedTests,
} from "../support/seenImages.js";
import type { ThemeKind } from "../support/themes.js";
import { expect } from "./page.js";

const graph = buildGraph(googlenet);

/** Has a run that is at rest answer questions about images; returns what it is asked to look at. */
export function answerImages(host: PageHost): readonly InputOf<"seenImage">[] {
  const looks: InputOf<"seenImage">[] = [];
  host.answers = {
    seenImage: (look, { of }) => {
      looks.push(look);
      return inventedSight(graph, look, of?.at === undefined ? {} : { step: of.at });
    },
    testLabels: () => inventedLabels(),
    testedExamples: () => inventedTests(),
    nextMistake: inventedMistakes,
  };
  // Nothing is asked but what a person does.
  host.record([...recordedRun({ steps: 200 }), { kind: "paused", time: 0, step: 200 }]);
  return looks;
}

export function barOf(page: Page): Locator {
  return page.getByRole("region", { name: "Image" });
}

export async function openBar(
  host: PageHost,
  page: Page,
  theme: ThemeKind = "dark",
): Promise<Locator> {
  await host.open("explorer", theme);
  await page.getByRole("button", { name: "Send an image through the network" }).click();
  await expect(barOf(page)).toContainText("Recognized");
  return barOf(page);
}
