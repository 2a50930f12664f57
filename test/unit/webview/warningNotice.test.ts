import { expect, it } from "vitest";
import { initialWatch } from "../../../model/metrics/watchdog/watch.js";
import type { RunEvent } from "../../../model/run/events.js";
import { initialRunState, reduce, type RunState } from "../../../model/run/state.js";
import { keepDismissed } from "../../../webview/header/dismissal.js";
import { noticesOf } from "../../../webview/header/notices.js";
import type { Notice } from "../../../webview/header/notice.js";
import { recordedRun } from "../../support/recordedRun.js";

const warning = (message: string): RunEvent => ({
  kind: "log",
  time: 0,
  level: "warning",
  message,
});
const noticesAt = (run: RunState, dismissed: readonly string[] = []): readonly Notice[] =>
  noticesOf(run, [], dismissed);

it("tells what went otherwise since the run was last begun, until it is put away", () => {
  const begun = recordedRun({ steps: 20 }).reduce(reduce, initialRunState);
  expect(noticesAt(begun)).toEqual([]);
  const passedOver = "The checkpoint step-2 cannot be used.";
  const run = [warning(passedOver), warning(passedOver)].reduce(reduce, begun);
  const [notice, ...others] = noticesAt(run);
  expect(others).toEqual([]);
  expect(notice).toMatchObject({ id: "warning", kind: "warning", sentences: [passedOver] });
  const dismissed = [notice?.dismissal ?? ""];
  expect(noticesAt(run, dismissed)).toEqual([]);
  expect(keepDismissed(dismissed, run, initialWatch)).toEqual(dismissed);
  const more = reduce(run, warning("The layers could not be timed."));
  expect(noticesAt(more, dismissed)[0]?.sentences).toHaveLength(2);
  expect(noticesAt(reduce(more, { ...run.started!, kind: "started" }))).toEqual([]);
});
