import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { failureOfExit, failureOfRefusal } from "../../../extension/trainer/trainerFailure.js";
import { says, sentences, verbatim } from "../../../model/messages/message.js";
import { createTranslator, englishOf } from "../../../model/messages/translate.js";
import { UserError } from "../../../model/messages/userError.js";
import { runEventSchema, type RunEvent } from "../../../model/run/events.js";
import { failureSaid } from "../../../model/run/failureTexts.js";
import { logEvent } from "../../../model/run/logEvent.js";
import { initialRunState, reduce } from "../../../model/run/state.js";
import { failureEvent } from "../../../model/training/failure.js";
import { checkpoint, started, step } from "../extension/events.js";

const chinese = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync("media/l10n/bundle.l10n.zh-cn.json", "utf8")));
/** Without the reader of old records. */
const translate = createTranslator(chinese, (english) => {
  throw new Error(`finished English was read: ${english}`);
});

/** As another process of ours, or a later version, reads it. */
function recordedAs(event: RunEvent): RunEvent {
  return runEventSchema.parse(JSON.parse(JSON.stringify(event)));
}

function textsOf(event: RunEvent): readonly string[] {
  if (event.kind !== "failed") throw new Error(`${event.kind} is no failure`);
  const { message, reason, action } = failureSaid(event);
  expect([message, reason, action].map(englishOf)).toEqual([
    event.message,
    event.reason,
    event.action,
  ]);
  return [message, reason, action].map(translate);
}

const signals = ["SIGKILL", "SIGSEGV", "SIGTERM", null] as const;
const exits = fc.record({
  code: fc.option(fc.constantFrom(1, 3, 134, 0xc0000005)),
  signal: fc.constantFrom(...signals),
  wasStopped: fc.boolean(),
  lastErrors: fc.constantFrom([], ["std::bad_alloc"], ["木: 7"]),
});
const states = fc
  .constantFrom([], [started()], [started(), step(7)], [started(), step(200), checkpoint(200)])
  .map((events) => events.reduce(reduce, initialRunState));

describe("an end of a run is translated without being read:", () => {
  it("of a trainer that ended by itself, in every way", () => {
    fc.assert(
      fc.property(exits, states, (exit, state) => {
        for (const text of textsOf(recordedAs(failureOfExit(exit, state)))) {
          // Names of signals, and what the trainer printed.
          expect(text.replaceAll(/SIG\w+|STATUS_\w+|std::\w+/gu, "")).not.toMatch(/[A-Za-z]{2}/u);
        }
      }),
    );
  });

  it("of a trainer that refused it", () => {
    const refusal = failureOfRefusal(new UserError("The disk is full.", "", ""), initialRunState);
    expect(textsOf(recordedAs(refusal))).not.toContainEqual(expect.stringMatching(/[A-Za-z]{2}/u));
  });

  it.each(["ENOSPC", "EACCES", "EIO"])("of an error of the system: %s", (code) => {
    for (const last of [null, "step-00000002.safetensors"]) {
      const error = Object.assign(new Error(`${code}: 7`), { code });
      const event = failureEvent(error, { step: 3, checkpoint: last });
      expect(textsOf(recordedAs(event)).join(" ").replace(code, "")).not.toMatch(/[A-Za-z]{2}/u);
    }
  });
});

describe("a line of a run's log", () => {
  const said = sentences(
    says("{0} failed: {1}", "木", verbatim("See the log.")),
    says("Trying {0}.", "火"),
  );

  it("is translated without being read, and what a program printed in it stays", () => {
    const event = recordedAs(logEvent("warning", said));
    const { message, warnings } = reduce(initialRunState, event);
    expect(warnings.map(translate)).toEqual(["木 失败：See the log. 正在尝试 火。"]);
    expect(message === null ? "" : englishOf(message)).toBe("木 failed: See the log. Trying 火.");
  });

  it("has its English for versions that know no messages, and is read where it has nothing else", () => {
    const event = logEvent("warning", said);
    expect(event.message).toBe(englishOf(said));
    const old = recordedAs({ ...event, said: undefined });
    const { message } = reduce(initialRunState, old);
    expect(message).toEqual({ old: event.message });
  });

  it("is read as English where a later version says it otherwise", () => {
    const later = { ...logEvent("info", said), said: { chorus: ["la"] } };
    const event = runEventSchema.parse(later);
    expect(event).toMatchObject({ message: englishOf(said) });
    expect(reduce(initialRunState, event).message).toEqual({ old: englishOf(said) });
  });
});
