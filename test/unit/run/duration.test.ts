import { expect, it } from "vitest";
import { englishOf } from "../../../model/messages/translate.js";
import { formatDuration } from "../../../model/run/duration.js";

it.each([
  [-3, "0 s"],
  [0, "0 s"],
  [59.4, "59 s"],
  [59.6, "1 min"],
  [1021, "17 min 1 s"],
  [1080, "18 min"],
  [3599.6, "1 h"],
  [3600 * 3 + 40 * 60 + 12, "3 h 40 min"],
  [7199, "2 h"],
  [86_390, "1 d"],
  [86_400 * 2 + 3600 * 3 + 100, "2 d 3 h"],
  [86_400 * 3 - 100, "3 d"],
])("%d seconds carry their units, the two largest: %s", (seconds, text) => {
  expect(englishOf(formatDuration(seconds))).toBe(text);
});
