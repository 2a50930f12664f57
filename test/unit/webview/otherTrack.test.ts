// @vitest-environment jsdom
import { select } from "d3";
import { expect, it } from "vitest";
import { trackOf } from "../../../model/metrics/track.js";
import { findNetwork } from "../../../model/network/index.js";
import { initialRunState, reduce } from "../../../model/run/state.js";
import { drawTrack } from "../../../webview/runs/drawTrack.js";
import { recordedRun } from "../../support/recordedRun.js";

it.each([
  ["googlenet", ["own", "recorded", "MXNet", "PyTorch", "TensorFlow"]],
  ["nin", ["own"]],
])("a run of %s stands beside what is known of its network", (id, rows) => {
  const network = findNetwork(id)!;
  const run = recordedRun({ steps: 300, network }).reduce(reduce, initialRunState);
  const parent = select<HTMLElement, unknown>(document.createElement("div"));
  drawTrack(parent, trackOf(run));
  const drawn = parent.selectAll<HTMLElement, unknown>("tr[data-row]").nodes();
  expect(drawn.map((row) => row.dataset["row"])).toEqual(rows);
});
