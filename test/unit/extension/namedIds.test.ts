import { describe, expect, it } from "vitest";
import {
  commandIds,
  contextKeys,
  evaluationViewType,
  explorerViewType,
  metricsViewId,
  networkViewId,
  runsViewId,
  settingIds,
} from "../../../extension/manifest.js";
import { namedIds } from "../../support/namedIds.js";

const views = [evaluationViewType, explorerViewType, metricsViewId, networkViewId, runsViewId];

/** Names of ours that package.json does not know, and what they are. */
const others: Readonly<Record<string, string>> = {
  "googlenet.status": "the item of the status bar",
  "googlenet.training": "what the settings are searched for",
  "googlenet.allowedPrograms": "kept in the workspace",
  "googlenet.autostarted": "kept in the workspace",
  "googlenet.engineChosenAt": "kept in the workspace",
  "googlenet.explorerView": "kept in the workspace",
  "googlenet.metricsShown": "kept in the workspace",
  "googlenet.preview": "a kind of panel that is not restored",
  "googlenet.shownRun": "kept in the workspace",
  "googlenet.trainedRun": "kept in the workspace",
};

const known = new Set<string>([
  ...commandIds,
  ...settingIds,
  ...Object.values(contextKeys),
  // VS Code has a command for each that shows it.
  ...views.flatMap((id) => [id, `${id}.focus`]),
  ...Object.keys(others),
]);

describe("the ids that the code writes out", () => {
  const named = ["extension", "webview", "model", "test"].flatMap(namedIds);

  it("are those of package.json, or kept in a list", () => {
    expect(named.length).toBeGreaterThan(100);
    const unknown = named.filter(({ id }) => !known.has(id));
    expect(unknown.map(({ id, place }) => `${place}: ${id}`)).toEqual([]);
  });

  it("leave nothing in the list that is no longer there", () => {
    const used = new Set(namedIds("extension").map(({ id }) => id));
    expect(Object.keys(others).filter((id) => !used.has(id))).toEqual([]);
  });
});
